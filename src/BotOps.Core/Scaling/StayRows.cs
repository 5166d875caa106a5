using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Which hosts of an order are there still.</summary>
static class StayRows
{
    /// <summary>Those that were bought for it and that no other order gives back, or has given back; failed ones too, since they cost.</summary>
    public static async Task<IReadOnlyList<ScaleHost>> Staying(this BotOpsDb db, ScaleOrder order, CancellationToken stopping)
    {
        var hosts = await db.HostsOf(order.Id, stopping);
        var lacking = BuyHosts.Lacking(order, hosts).Select(index => order.Plan.Names[index]).ToHashSet();
        var bought = hosts.Where(h => h.State != ScaleStep.GivenBack && !lacking.Contains(h.Name) && (h.InstanceId is not null || order.Purchases.Exists(p => p.Bought != 0))).ToList();
        var names = bought.ConvertAll(h => h.Name);
        ScaleState[] never = [ScaleState.Rejected, ScaleState.Expired, ScaleState.Cancelled];
        var gone = await db.Hosts.Where(h => names.Contains(h.Name) && h.GoneAt != null).Select(h => h.Name)
            .Union(db.ScaleHosts.Where(h => names.Contains(h.Name) && h.OrderId != order.Id && db.ScaleOrders.Any(o => o.Id == h.OrderId && !never.Contains(o.State))).Select(h => h.Name)).ToListAsync(stopping);
        return [.. bought.Where(h => !gone.Contains(h.Name))];
    }

    /// <summary>The order that gives them back; null: there is none, or it has ended, whatever it left.</summary>
    public static async Task<ScaleOrder?> WayBack(this BotOpsDb db, ScaleOrder order, CancellationToken stopping) =>
        order.BackBy is { } id && await db.ScaleOrders.SingleAsync(o => o.Id == id, stopping) is { EndedAt: null } back ? back : null;
}
