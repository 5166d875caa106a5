using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>What time does to hosts that were bought until a moment: their way back is announced, and then comes by itself; what the cloud would delete soon is asked about. Safe to call at any time.</summary>
public sealed class WatchStays(BotOpsDb db, PlaceBack back, ScaleStory story, TimeProvider clock)
{
    static readonly TimeSpan AsksBeforeNet = TimeSpan.FromHours(6);

    public async Task<IReadOnlyList<long>> Due(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var (near, net) = (now + BackSettings.LongestAnnounce, now + AsksBeforeNet);
        var stays = await db.ScaleOrders.AsNoTracking()
            .Where(o => o.Direction == ScaleDirection.Out && o.StartedAt != null && o.Keeping == null && (o.Until <= near || (o.Net <= net && o.NetAskedAt == null))).ToListAsync(stopping);
        return [.. stays.Where(o => Ready(o) && (Ends(o) || Announces(o) || AsksNet(o))).Select(o => o.Id)];
    }

    public Task Look(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var of = await db.LockOrder(id, stopping);
        var order = of.Order;
        if (!Ready(order) || order.Keeping is not null) return;

        var staying = await db.Staying(order, stopping);
        if (staying.Count == 0 && await db.WayBack(order, stopping) is null)
        {
            (order.Until, order.Net) = (null, null);
            await db.SaveChangesAsync(stopping);
            await story.StayChanged(order, stopping);
        }
        else if (Ends(order)) await back.Handle(of, staying, stopping);
        else if (AsksNet(order))
        {
            order.NetAskedAt = clock.GetUtcNow();
            if (staying.Count > 0) await Ask(order, stopping);
            else await db.SaveChangesAsync(stopping);
        }
        else if (Announces(order)) await Ask(order, stopping);
    }, stopping);

    async Task Ask(ScaleOrder order, CancellationToken stopping)
    {
        (order.AnnouncedAt, order.Announced) = (clock.GetUtcNow(), order.Announced + 1);
        await db.SaveChangesAsync(stopping);
        await story.Announce(order, stopping);
    }

    /// <summary>Nothing moves any more; what is still on its way is looked at when it has come to its end.</summary>
    static bool Ready(ScaleOrder order) => order.State.Ended() || order.State == ScaleState.AwaitingDecision;
    bool Ends(ScaleOrder order) => order.Until <= clock.GetUtcNow();
    bool Announces(ScaleOrder order) => order.AnnouncedAt is null && order.AnnouncesAt <= clock.GetUtcNow();
    bool AsksNet(ScaleOrder order) => order.NetAskedAt is null && order.Net - AsksBeforeNet <= clock.GetUtcNow();
}
