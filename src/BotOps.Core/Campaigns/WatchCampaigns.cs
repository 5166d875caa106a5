using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Which campaigns have something to be done now. Safe to call at any time.</summary>
public sealed class WatchCampaigns(BotOpsDb db, TimeProvider clock)
{
    /// <summary>Before it begins the clouds are asked once more, when there is a day left to do something about it.</summary>
    public static readonly TimeSpan LooksBefore = TimeSpan.FromHours(24);

    /// <summary>While something is in its way they are asked so often.</summary>
    static readonly TimeSpan LooksAgain = TimeSpan.FromHours(1);

    /// <summary>A job has so long before another does the same.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static bool IsDue(CampaignOrder order, DateTimeOffset now) => order.State == CampaignState.Approved
        && (order.BeginsAt <= now || (order.BeginsAt - LooksBefore <= now && (order.CheckedAt is null || (order.CheckProblem is not null && order.CheckedAt + LooksAgain <= now))));

    /// <summary>Marked as taken up: each is returned once in a while.</summary>
    public async Task<IReadOnlyList<long>> Due(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.CampaignOrders.AsNoTracking().Where(o => o.State == CampaignState.Approved && (o.TriedAt == null || o.TriedAt <= now - Patience) && !db.Drains.Any()).ToListAsync(stopping);
        var due = waiting.Where(o => IsDue(o, now)).Select(o => o.Id).ToList();
        if (due.Count > 0) await db.CampaignOrders.Where(o => due.Contains(o.Id)).ExecuteUpdateAsync(set => set.SetProperty(o => o.TriedAt, now), stopping);
        return due;
    }

    public Task<List<long>> Overdue(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        return db.CampaignOrders.Where(o => o.State == CampaignState.AwaitingApproval && o.ExpiresAt <= now).Select(o => o.Id).ToListAsync(stopping);
    }

    public Task<List<long>> Stale(CancellationToken stopping) => DecideCampaign.Stale(db).ToListAsync(stopping);
}
