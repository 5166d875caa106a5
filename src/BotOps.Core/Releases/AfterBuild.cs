using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>A build has ended: the releases that waited for it roll out, or end with it. Safe to call again.</summary>
public sealed class AfterBuild(BotOpsDb db, EndRollout end, ReleaseStory story, LogFiles files, IBackgroundJobClient jobs, TimeProvider clock)
{
    public async Task Handle(long buildId, CancellationToken stopping)
    {
        var waiting = await db.Releases.AsNoTracking().Where(r => r.BuildId == buildId && r.State == ReleaseState.Building).Select(r => r.Id).ToListAsync(stopping);
        foreach (var id in waiting) await Move(id, buildId, stopping);
    }

    Task Move(long id, long buildId, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var release = (await db.Lock(id, stopping)).Release;
        var build = await db.Builds.AsNoTracking().SingleAsync(b => b.Id == buildId, stopping);
        if (release.State != ReleaseState.Building || !build.Ended) return;

        if (build.State == BuildState.Succeeded)
        {
            release.StartRollout(clock.GetUtcNow());
            db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(id, CancellationToken.None)));
            await db.SaveChangesAsync(stopping);
            await story.BuildEnded(release, stopping);
            foreach (var hook in await db.HookRuns.AsNoTracking().Where(h => h.BuildId == buildId && h.Failure != null).ToListAsync(stopping)) await story.HookFailed(release, hook, stopping);
        }
        else
        {
            await end.BuildFailed(release, build.Reason ?? "", stopping);
        }
        await files.OfBuild(build, ReleaseStory.CardOf(id), stopping);
    }, stopping);
}
