using System.Globalization;
using System.Runtime.CompilerServices;
using BotOps.Core.Cloud;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
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
        while (await Next(run, stopping) is { } purchase)
        {
            var (bought, problem, final) = await Buy(run, purchase, stopping);
            var offer = run.Plan.Offers[purchase.Offer];
            await log.Write("cloud", Texts.Scaling.Bought(bought ?? 0, purchase.Amount, offer.Type, offer.Zone, problem), stopping);
            await Answered(run, purchase with { Bought = bought, Problem = problem }, final, stopping);
            yield return bought ?? 0;
            if (bought is null) break; // it may have been bought: the same call is made when a person has it tried again
        }
        await FailRest(run, stopping);
    }

    /// <summary>The call that was not answered yet, or a new one; null: there is nothing to buy, or nowhere.</summary>
    Task<Purchase?> Next(ScaleRun run, CancellationToken stopping) => Change<Purchase?>(run, (order, lacking) =>
    {
        if (order.Purchases.Find(p => p.Bought is null) is { } open) return open;
        for (; lacking.Count > 0 && order.NextOffer < order.Plan.Offers.Count; order.NextOffer++)
        {
            var offer = order.Plan.Offers[order.NextOffer];
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
                var ids = await cloud.Create(Order(plan, purchase), stopping);
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

    static InstanceOrder Order(ScalePlan plan, Purchase purchase)
    {
        var (offer, series) = (plan.Offers[purchase.Offer], NameSeries.Parse(plan.Settings.Names)!);
        return new InstanceOrder(plan.Settings.Region, ReadOffers.SpecOf(plan.Settings, offer.Type, offer.Subnet))
        {
            Amount = purchase.Amount, Least = 1, Token = purchase.Token, Tags = plan.Tags, ReleaseAt = plan.Net, NamePrefix = series.Prefix, Digits = series.Digits,
            First = int.Parse(plan.Names[purchase.First].AsSpan(series.Prefix.Length), CultureInfo.InvariantCulture),
        };
    }

    Task<bool> Answered(ScaleRun run, Purchase answered, bool final, CancellationToken stopping) => Change<bool>(run, (order, _) =>
    {
        order.Purchases = [.. order.Purchases.Select(p => p.Token == answered.Token ? answered with { At = p.At } : p)];
        if (final) order.NextOffer = order.Plan.Offers.Count; // no other offer helps: the account itself is refused
        else if (answered.Bought < answered.Amount && order.NextOffer == answered.Offer) order.NextOffer++;
        return true;
    }, stopping);

    Task<bool> FailRest(ScaleRun run, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (_, db) =>
    {
        var order = await db.ScaleOrders.SingleAsync(o => o.Id == run.OrderId, stopping);
        var hosts = await db.HostsOf(run.OrderId, stopping);
        var reason = order.Purchases.LastOrDefault(p => p.Problem is not null)?.Problem ?? Texts.Scaling.NothingLeft;
        foreach (var host in Lacking(order, hosts).Select(index => hosts.Single(h => h.Name == order.Plan.Names[index]))) host.Fail(ScaleStep.Created, reason, clock.GetUtcNow());
        return true;
    }, stopping), logger, stopping);

    /// <summary>Which of the plan's names no answered call has bought.</summary>
    public static List<int> Lacking(ScaleOrder order, IReadOnlyList<ScaleHost> hosts)
    {
        var planned = hosts.Where(h => h.State == ScaleStep.Planned).Select(h => h.Name).ToHashSet();
        return [.. order.Plan.Names.Index().Where(n => planned.Contains(n.Item) && !order.Purchases.Any(p => n.Index >= p.First && n.Index < p.First + (p.Bought ?? 0))).Select(n => n.Index)];
    }

    Task<T> Change<T>(ScaleRun run, Func<ScaleOrder, List<int>, T> change, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (_, db) =>
    {
        var order = await db.ScaleOrders.SingleAsync(o => o.Id == run.OrderId, stopping);
        return change(order, Lacking(order, await db.HostsOf(run.OrderId, stopping)));
    }, stopping), logger, stopping);
}
