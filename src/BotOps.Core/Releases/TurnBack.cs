using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>The hosts that a rollout has touched go back, each to what ran there before: to its own recorded build and settings.</summary>
public sealed class TurnBack(BotOpsDb db, ReleaseStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Some host has something to go back to. A restart changed no version.</summary>
    public async Task<bool> Possible(Release release, CancellationToken stopping) =>
        release.Kind != ReleaseKind.Restart && await Touched(db, release.Id).AnyAsync(r => r.PreviousReleaseId != null, stopping);

    public async Task Begin(Release release, Guid? by, string answer, CancellationToken stopping)
    {
        release.RollBack(by, answer, clock.GetUtcNow());
        foreach (var run in await Touched(db, release.Id).ToListAsync(stopping)) run.TurnBack();
        await db.FreeLease(release.Id, stopping);
        db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(release.Id, CancellationToken.None)));
        await db.SaveChangesAsync(stopping);
        await story.Raise(release, stopping);
    }

    /// <summary>The host's own row says this release from Activating on, whatever became of it since.</summary>
    public static IQueryable<HostRun> Touched(BotOpsDb db, long release) =>
        from run in db.HostRuns
        join of in db.Releases on run.ReleaseId equals of.Id
        join host in db.Assignments on new { of.EnvironmentId, run.HostId } equals new { host.EnvironmentId, host.HostId }
        where run.ReleaseId == release && run.Direction == Direction.Forward && host.ReleaseId == release
            && (run.State == HostRunState.Succeeded || run.State == HostRunState.Failed)
        select run;
}
