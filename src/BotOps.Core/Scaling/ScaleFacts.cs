using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>The lines of the card that the decision needs: hosts before and after, what is bought where and for how much, or who goes and why.</summary>
static class ScaleFacts
{
    public static async Task<IReadOnlyList<Fact>> Of(BotOpsDb db, ScaleOrder order, DeployEnvironment environment, DateTimeOffset now, CancellationToken stopping)
    {
        var plan = order.Plan;
        var change = order.Direction == ScaleDirection.Out ? plan.Names.Count : -plan.Names.Count;
        List<Fact> facts = [new(Texts.HostsFact, [[Texts.Scaling.NowAndAfter(plan.HostsBefore, plan.HostsBefore + change)], [Texts.Scaling.Names(plan.Names, whole: order.Direction == ScaleDirection.In)]], FactKind.Hosts)];
        if (order.Direction == ScaleDirection.In) facts.Add(new(Texts.Scaling.WhyFact, [[Texts.Scaling.Why(plan.Named)]]));
        else facts.AddRange(Buying(order, now));
        if (environment.CurrentBuildId is { } build && order.Direction == ScaleDirection.Out) facts.Add(new(Texts.RunsNowFact, [[new(Texts.BuildName(build), Strong: true), Texts.Scaling.GetsIt]]));
        if (await Holder(db, environment.Id, stopping) is { } other) facts.Add(new(Texts.LineFact, [[Texts.WaitsFor(other)]]));
        return facts;
    }

    static IEnumerable<Fact> Buying(ScaleOrder order, DateTimeOffset now)
    {
        var plan = order.Plan;
        if (order.End is { } end) yield return new(Texts.Stays.Fact, [[new(Texts.Stays.In(end, now), Strong: true)], [Texts.Stays.NetSays(Texts.Stays.Net(order))]]);
        yield return new(Texts.Scaling.MachinesFact, [.. plan.Parts.Select(p => new Span[] { Texts.Scaling.Part(p) })]);
        if (Fallbacks(plan) is { Count: > 0 } others)
            yield return new(Texts.Scaling.FallbackFact, [[string.Join(", ", others)]]);
        yield return new(Texts.Scaling.PriceFact, [[Texts.Scaling.Prices(plan.Price!, plan.WorstPrice!)], .. order.Until is { } until ? [[Texts.Stays.PriceUntil(plan.Price!, plan.WorstPrice!, until - now)]] : Array.Empty<Span[]>()]);
        yield return new(Texts.Scaling.LeftFact, [[Texts.Scaling.Left(plan.Quota, plan.Offers.DistinctBy(o => o.Subnet).Sum(o => o.Free))]]);
    }

    /// <summary>What may be bought where what is planned cannot be had.</summary>
    public static IReadOnlyList<string> Fallbacks(ScalePlan plan) => [.. plan.Offers.Where(o => !plan.Parts.Any(p => p.Type == o.Type && p.Subnet == o.Subnet)).Select(o => $"{o.Type} {o.Zone}")];

    /// <summary>Whose the hosts are now, by the number that people know.</summary>
    public static Task<long?> Holder(BotOpsDb db, int environment, CancellationToken stopping) =>
        db.Claims.Where(c => c.EnvironmentId == environment).Select(c => c.ReleaseId ?? c.ScaleOrderId).SingleOrDefaultAsync(stopping);
}
