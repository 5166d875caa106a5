using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Reads rows with the locks that the rules need: the campaign's order first, then the environments in the order of their numbers.</summary>
static class CampaignRows
{
    public static Task<bool> IsCampaign(this BotOpsDb db, long id, CancellationToken stopping) => db.CampaignOrders.AnyAsync(o => o.Id == id, stopping);

    /// <summary>The order, locked until the transaction ends.</summary>
    public static async Task<CampaignOrder> LockCampaign(this BotOpsDb db, long id, CancellationToken stopping)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from botops.campaign_orders where id = {id} for update", stopping);
        if (db.CampaignOrders.Local.SingleOrDefault(o => o.Id == id) is { } known)
        {
            await db.Entry(known).ReloadAsync(stopping); // what was read before the lock may be old
            return known;
        }
        return await db.CampaignOrders.SingleOrDefaultAsync(o => o.Id == id, stopping) ?? throw new UserError(Texts.NoRelease(id), $"{id}", "/botops status");
    }

    /// <summary>All at once and in one order, before anything else is locked: two orders over the same environments wait for each other in turn.</summary>
    public static async Task LockEnvironments(this BotOpsDb db, CampaignOrder order, CancellationToken stopping)
    {
        foreach (var id in order.Plan.Parts.Select(p => p.EnvironmentId).Distinct().Order()) await db.LockEnvironment(id, stopping);
    }

    /// <summary>The scale orders that it has made, the ways back of these among them, or of a way back those that it has brought about.</summary>
    public static async Task<IReadOnlyList<OrderOf>> OrdersOf(this BotOpsDb db, CampaignOrder order, CancellationToken stopping)
    {
        var gone = order.Plan.Parts.Select(p => p.Order).OfType<long>().ToList();
        var ids = order.State != CampaignState.Begun ? [] : await (order.Direction == ScaleDirection.Out
            ? db.ScaleOrders.Where(o => o.CampaignOrderId == order.Id).OrderBy(o => o.Id).Select(o => o.Id)
            : db.ScaleOrders.Where(o => gone.Contains(o.Id) && o.BackBy != null).OrderBy(o => o.BackBy).Select(o => o.BackBy!.Value)).ToListAsync(stopping);
        List<OrderOf> orders = [];
        foreach (var id in ids) orders.Add(await db.ReadOrder(id, stopping));
        return orders;
    }

    /// <summary>The same with their hosts, for whoever tells how far it is.</summary>
    public static async Task<List<CampaignRow>> ProgressOf(this BotOpsDb db, CampaignOrder order, CancellationToken stopping)
    {
        List<CampaignRow> rows = [];
        foreach (var of in await db.OrdersOf(order, stopping)) rows.Add(new CampaignRow(of, await db.HostsOf(of.Order.Id, stopping), (await db.Staying(of.Order, stopping)).Count));
        return rows;
    }

    /// <summary>Of all environments that a plan changes.</summary>
    public static Task<List<Policy>> PoliciesOf(this BotOpsDb db, CampaignPlan plan, CancellationToken stopping)
    {
        var ids = plan.Parts.Select(p => p.EnvironmentId).ToList();
        return db.Environments.Where(e => ids.Contains(e.Id)).Select(e => e.Policy).ToListAsync(stopping);
    }

    /// <summary>Scale orders of a campaign of that name whose hosts are there still, or come.</summary>
    public static async Task<IReadOnlyList<(OrderOf Of, IReadOnlyList<string> Hosts)>> StayingOf(this BotOpsDb db, string campaign, CancellationToken stopping)
    {
        ScaleState[] never = [ScaleState.Rejected, ScaleState.Expired, ScaleState.Cancelled];
        var ids = await db.ScaleOrders.Where(o => o.Campaign == campaign && o.Direction == ScaleDirection.Out && !never.Contains(o.State) && o.BackBy == null).OrderBy(o => o.EnvironmentId).ThenBy(o => o.Id).Select(o => o.Id).ToListAsync(stopping);
        List<(OrderOf, IReadOnlyList<string>)> staying = [];
        foreach (var id in ids)
        {
            var of = await db.ReadOrder(id, stopping);
            IReadOnlyList<string> hosts = of.Order.State.Ended() ? [.. (await db.Staying(of.Order, stopping)).Select(h => h.Name)] : of.Order.Plan.Names;
            if (hosts.Count > 0) staying.Add((of, hosts));
        }
        return staying;
    }
}

/// <param name="Staying">Of its hosts, those that nobody gives back.</param>
sealed record CampaignRow(OrderOf Of, IReadOnlyList<ScaleHost> Hosts, int Staying);
