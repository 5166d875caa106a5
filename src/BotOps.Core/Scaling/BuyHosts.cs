using System.Globalization;
using System.Runtime.CompilerServices;
using BotOps.Core.Access;
using BotOps.Core.Cloud;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>
/// Buys what an order still lacks, call by call. Each call is in the order's row before it is made, with all that it says, and the tag is
/// looked up before it is made again: whoever goes on after a death buys nothing twice. What one offer does not give is bought at the next.
/// </summary>
public sealed class BuyHosts(Scalings scalings, Clouds clouds, ScaleOptions options, IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<BuyHosts> logger)
{
    /// <summary>Returns after every call that was answered; at the end those that cannot be had have failed.</summary>
    public async IAsyncEnumerable<int> Run(ScaleRun run, ILogSink log, [EnumeratorCancellation] CancellationToken stopping)
    {
        var (dear, why) = await Dearer(run, stopping);
        while (await Next(run, dear, stopping) is { } purchase)
        {
            var (bought, problem, final) = await Buy(run, purchase, stopping);
            var offer = run.Plan.Offers[purchase.Offer];
            await log.Write("cloud", Texts.Scaling.Bought(bought ?? 0, purchase.Amount, offer.Type, offer.Zone, problem), stopping);
            await Answered(run, purchase with { Bought = bought, Problem = problem }, final, stopping);
            yield return bought ?? 0;
            if (bought is null) break; // it may have been bought: the same call is made when a person has it tried again
        }
        await FailRest(run, why, stopping);
    }

    /// <summary>Types that cost more by now than was approved: what is not bought yet is bought without them. A price that is not told stays as it was.</summary>
    async Task<(IReadOnlySet<string> Types, string? Why)> Dearer(ScaleRun run, CancellationToken stopping)
    {
        var (dear, plan, cloud) = (new HashSet<string>(), run.Plan, clouds.Named(run.Plan.Settings.Account));
        string? why = null;
        if (plan.WorstPrice is not { } worst || await Change(run, (order, _, lacking) => lacking.Count, stopping) == 0) return (dear, why);
        foreach (var offer in plan.Offers.DistinctBy(o => o.Type))
        {
            try
            {
                var now = await cloud.PriceAnHour(plan.Settings.Region, ReadOffers.SpecOf(plan.Settings, offer.Type, offer.Subnet), 1, stopping);
                if (now.Amount * plan.Names.Count <= worst.Amount) continue;
                dear.Add(offer.Type);
                why = Languages.ToAll(() => Texts.Scaling.DearerNow(offer.Type, now, worst with { Amount = worst.Amount / plan.Names.Count }));
            }
            catch (Exception error) when (error is CloudUnreachable or CloudRefused)
            {
                logger.LogWarning("The price of {Type} stays as it was approved: {Error}", offer.Type, error.Message);
            }
        }
        return (dear, why);
    }

    /// <summary>The call that was not answered yet, or a new one; null: there is nothing to buy, or nowhere.</summary>
    Task<Purchase?> Next(ScaleRun run, IReadOnlySet<string> dear, CancellationToken stopping) => Change<Purchase?>(run, (order, _, lacking) =>
    {
        if (order.Purchases.Find(p => p.Bought is null) is { } open) return open;
        for (; lacking.Count > 0 && order.NextOffer < order.Plan.Offers.Count; order.NextOffer++)
        {
            var offer = order.Plan.Offers[order.NextOffer];
            if (dear.Contains(offer.Type)) continue;
            var used = order.Purchases.Where(p => order.Plan.Offers[p.Offer].Subnet == offer.Subnet).Sum(p => p.Bought ?? 0);
            var together = lacking.TakeWhile((index, at) => index == lacking[0] + at).Count();
            if (Math.Min(Math.Min(together, ScalePlanner.MostACall), offer.Free - used) is not (> 0 and var amount)) continue;

            var purchase = new Purchase($"{order.Plan.Token}-{order.Purchases.Count + 1}", order.NextOffer, lacking[0], amount, clock.GetUtcNow());
            order.Purchases = [.. order.Purchases, purchase];
            return purchase;
        }
        return null;
    }, stopping);

    async Task<(int? Bought, string? Problem, bool Final)> Buy(ScaleRun run, Purchase purchase, CancellationToken stopping)
    {
        var (plan, cloud) = (run.Plan, clouds.Named(run.Plan.Settings.Account));
        var names = plan.Names.Skip(purchase.First).Take(purchase.Amount).ToHashSet();
        while (true)
        {
            try
            {
                var seen = (await cloud.Tagged(plan.Settings.Region, plan.Tags, stopping)).Count(i => names.Contains(i.Name));
                if (seen == purchase.Amount) return (seen, null, false);
                var ids = await cloud.Create(Order(plan, plan.Offers[purchase.Offer], purchase.Token, purchase.First, purchase.Amount), stopping);
                return (ids.Count, null, false);
            }
            catch (CloudRefused refused) when (refused.Refusal != Refusal.Throttled)
            {
                return (0, refused.Message, refused.Refusal != Refusal.NoStock);
            }
            catch (Exception error) when (error is CloudUnreachable or CloudRefused)
            {
                logger.LogWarning("Whether {Token} has bought is not known, trying again: {Error}", purchase.Token, error.Message);
                if (clock.GetUtcNow() >= purchase.At + options.Boot) return (null, error.Message, true);
                await Task.Delay(options.Poll, clock, stopping);
            }
        }
    }

    /// <param name="first">Which of the plan's names is the first.</param>
    public static InstanceOrder Order(ScalePlan plan, Offer offer, string token, int first, int amount)
    {
        var series = NameSeries.Parse(plan.Settings.Names)!;
        return new InstanceOrder(plan.Settings.Region, ReadOffers.SpecOf(plan.Settings, offer.Type, offer.Subnet))
        {
            Amount = amount, Least = 1, Token = token, Tags = plan.Tags, ReleaseAt = plan.Net, NamePrefix = series.Prefix, Digits = series.Digits,
            First = int.Parse(plan.Names[first].AsSpan(series.Prefix.Length), CultureInfo.InvariantCulture),
        };
    }

    Task<bool> Answered(ScaleRun run, Purchase answered, bool final, CancellationToken stopping) => Change<bool>(run, (order, audit, _) =>
    {
        if (answered.Bought > 0 && order.Purchases.Exists(p => p.Token == answered.Token && p.Bought is null))
            audit.Note(null, "buy instances", $"#{order.Id}", after: Bill(answered, order.Plan));
        order.Purchases = [.. order.Purchases.Select(p => p.Token == answered.Token ? answered with { At = p.At } : p)];
        if (final) order.NextOffer = order.Plan.Offers.Count; // no other offer helps: the account itself is refused
        else if (answered.Bought < answered.Amount && order.NextOffer == answered.Offer) order.NextOffer++;
        return true;
    }, stopping);

    /// <summary>For the history, in no language.</summary>
    static string Bill(Purchase bought, ScalePlan plan) =>
        $"{bought.Bought} × {plan.Offers[bought.Offer].Type} {plan.Offers[bought.Offer].Zone}: {string.Join(',', plan.Names.Skip(bought.First).Take(bought.Bought ?? 0))}";

    Task<bool> FailRest(ScaleRun run, string? dear, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (_, db) =>
    {
        var order = await db.ScaleOrders.SingleAsync(o => o.Id == run.OrderId, stopping);
        var hosts = await db.HostsOf(run.OrderId, stopping);
        var reason = order.Purchases.LastOrDefault(p => p.Problem is not null)?.Problem ?? dear ?? Texts.Scaling.NothingLeft;
        foreach (var host in Lacking(order, hosts).Select(index => hosts.Single(h => h.Name == order.Plan.Names[index]))) host.Fail(ScaleStep.Created, reason, clock.GetUtcNow());
        return true;
    }, stopping), logger, stopping);

    /// <summary>Which of the plan's names no answered call has bought.</summary>
    public static List<int> Lacking(ScaleOrder order, IReadOnlyList<ScaleHost> hosts)
    {
        var planned = hosts.Where(h => h.State == ScaleStep.Planned).Select(h => h.Name).ToHashSet();
        return [.. order.Plan.Names.Index().Where(n => planned.Contains(n.Item) && !order.Purchases.Any(p => n.Index >= p.First && n.Index < p.First + (p.Bought ?? 0))).Select(n => n.Index)];
    }

    Task<T> Change<T>(ScaleRun run, Func<ScaleOrder, Audit, List<int>, T> change, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (services, db) =>
    {
        var order = await db.ScaleOrders.SingleAsync(o => o.Id == run.OrderId, stopping);
        return change(order, services.GetRequiredService<Audit>(), Lacking(order, await db.HostsOf(run.OrderId, stopping)));
    }, stopping), logger, stopping);
}
