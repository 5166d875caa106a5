using BotOps.Core.Chat;
using BotOps.Core.Cloud;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;

namespace BotOps.Core.Campaigns;

/// <summary>The lines of the card that the decision needs, of all projects together.</summary>
static class CampaignFacts
{
    public static IEnumerable<Fact> Of(CampaignOrder order, IReadOnlyList<DeployEnvironment> environments, DateTimeOffset now)
    {
        var (settings, parts) = (order.Plan.Settings, order.Plan.Parts);
        var end = settings.End;
        if (order.Direction == ScaleDirection.Out)
        {
            yield return new(Texts.Campaigns.ReadyFact, [[new(Ready(settings.Ready, now), Strong: true)], [Texts.Campaigns.BeginsSays(new StayEnd(order.BeginsAt, settings.Zone), now)]]);
            yield return new(Texts.Stays.Fact, [[new(Texts.Stays.In(end, now), Strong: true)], [Texts.Stays.NetSays(Texts.Stays.Full(end with { At = end.NetAt }))]]);
        }
        yield return new(Texts.HostsFact, [.. parts.Select(p => Hosts(p, order.Direction))], FactKind.Hosts);
        if (order.Direction == ScaleDirection.In)
        {
            yield return new(Texts.Scaling.WhyFact, [[Texts.Campaigns.WhyThese(order.Name, end, now)]]);
            yield break;
        }

        yield return new(Texts.Scaling.MachinesFact, [.. parts.Select(p => new Span[] { $"{p.Project}: {string.Join(", ", p.Plan.Parts.Select(Texts.Scaling.Part))}" })]);
        if (parts.Select(p => (p.Project, Others: ScaleFacts.Fallbacks(p.Plan))).Where(p => p.Others.Count > 0).ToList() is { Count: > 0 } others)
            yield return new(Texts.Scaling.FallbackFact, [.. others.Select(o => new Span[] { $"{o.Project}: {string.Join(", ", o.Others)}" })]);
        yield return new(Texts.Scaling.PriceFact, [.. order.Plan.Prices().SelectMany(p => Price(p.Usual, p.Worst, settings.Until - (order.BeginsAt > now ? order.BeginsAt : now))), .. parts.Count > 1 ? parts.Select(p => new Span[] { $"{p.Project}: {Texts.Scaling.Prices(p.Plan.Price!, p.Plan.WorstPrice!)}" }) : []]);
        yield return new(Texts.Scaling.LeftFact, [.. parts.GroupBy(p => p.Plan.Settings.Account).Select(a => new Span[]
        {
            $"{a.Key}: {Texts.Scaling.Left(a.First().Plan.Quota, a.SelectMany(p => p.Plan.Offers).DistinctBy(o => o.Subnet).Sum(o => o.Free))}",
        })]);
        yield return new(Texts.RunsNowFact, [.. parts.Select(p => new Span[] { $"{p.Project}: ", new(Texts.BuildName(environments.FirstOrDefault(e => e.Id == p.EnvironmentId)?.CurrentBuildId), Strong: true) })]);
    }

    static string Ready(StayEnd ready, DateTimeOffset now) => ready.At > now ? Texts.Stays.In(ready, now) : Texts.Stays.Full(ready);

    static IEnumerable<IReadOnlyList<Span>> Price(Price usual, Price worst, TimeSpan time) => [[new(Texts.Scaling.Prices(usual, worst), Strong: true)], [Texts.Stays.PriceUntil(usual, worst, time)]];

    static IReadOnlyList<Span> Hosts(CampaignPart part, ScaleDirection direction) =>
    [
        new(part.Where, Strong: true), $": {Texts.Scaling.NowAndAfter(part.Plan.HostsBefore, part.Plan.HostsBefore + (direction == ScaleDirection.Out ? part.Hosts : -part.Hosts))}",
        direction == ScaleDirection.In ? $"; {Texts.Scaling.Names(part.Plan.Names, whole: false)}" : "",
    ];
}
