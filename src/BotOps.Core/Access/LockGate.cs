using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>
/// Holds back what waits in line while its environment is locked; an override and a rollback that needs nobody pass. While BotOps is
/// drained nothing passes.
/// </summary>
public sealed class LockGate(BotOpsDb db, Audit audit, TimeProvider clock)
{
    /// <summary>Of the releases in line those that neither a lock nor a drain holds back.</summary>
    public static IQueryable<Release> Open(BotOpsDb db, DateTimeOffset now)
    {
        var locks = db.Locks.Held(now);
        return db.Releases.Where(r => r.State == ReleaseState.Queued && !db.Drains.Any() && (r.Override != null || r.Urgent || !locks.Any(l => l.EnvironmentId == r.EnvironmentId)));
    }

    public IQueryable<Release> Open() => Open(db, clock.GetUtcNow());

    /// <summary>It starts: if it passes a lock by that, the audit says which and why.</summary>
    public async Task Pass(Release release, CancellationToken stopping)
    {
        if (await db.HeldLock(release.EnvironmentId, clock.GetUtcNow(), stopping) is { } held)
            audit.Note(release.RequestedBy, "pass lock", $"#{release.Id}", before: $"lock of {held.Owner.Handle}: {held.Lock.Reason}", why: release.Override);
    }
}
