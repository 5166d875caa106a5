using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// What follows a rollback: what it went away from is marked bad, the project and environment stays locked until a person
/// unlocks it, and where nobody approved it before, an approver signs it off.
/// </summary>
public sealed class AfterRollback(BotOpsDb db, Audit audit, LockAfterRollback locks, TimeProvider clock)
{
    public async Task Handle(Release release, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var by = await db.RolledBackBy(release, stopping);
        foreach (var build in await LeftBehind(release, stopping))
        {
            (build.BadSince, build.BadBecause) = (now, Texts.BadBecause(release.Id));
            audit.Note(by, "mark bad", Texts.BuildName(build.Id), why: build.BadBecause);
        }
        release.SignOffNeeded |= release.Kind != ReleaseKind.Rollback;
        await locks.Handle(release, by ?? release.RequestedBy, Texts.LockedByRollback(release.Id), stopping);
    }

    /// <summary>The builds that hosts went away from, which were not bad before.</summary>
    async Task<List<Builds.Build>> LeftBehind(Release release, CancellationToken stopping)
    {
        List<long> builds = release.Kind == ReleaseKind.Rollback
            ? [.. await db.HostRuns.Where(r => r.ReleaseId == release.Id && r.PreviousBuildId != null && r.PreviousBuildId != release.BuildId)
                .Select(r => r.PreviousBuildId!.Value).Distinct().ToListAsync(stopping)]
            : await db.HostRuns.AnyAsync(r => r.ReleaseId == release.Id && r.Direction == Direction.Back && r.PreviousBuildId != release.BuildId, stopping) ? [release.BuildId!.Value] : [];
        return await db.Builds.Where(b => builds.Contains(b.Id) && b.BadSince == null).ToListAsync(stopping);
    }
}
