using BotOps.Core.Balancing;
using BotOps.Core.Dubbo;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Every end of a release that held the claim: the hosts that were not touched are skipped, the claim is free, the next may start.</summary>
public sealed class EndRollout(BotOpsDb db, StartReleases start, AfterRollback after, ReleaseStory story, OrderBalance balance, IBackgroundJobClient jobs, TimeProvider clock)
{
    public Task Aborted(Release release, Guid? by, string reason, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        release.Abort(by, reason, clock.GetUtcNow());
        return Ended(release, Texts.SkippedByAbort, stopping);
    }

    /// <summary>Another release has its hosts from now on, also those that it had begun.</summary>
    public Task TakenOver(Release release, Guid by, string reason, CancellationToken stopping)
    {
        release.Abort(by, reason, clock.GetUtcNow());
        return Ended(release, reason, stopping);
    }

    public Task Failed(Release release, string reason, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        release.Fail(reason, clock.GetUtcNow());
        return Ended(release, Texts.SkippedByFailure, stopping);
    }

    /// <summary>The answer to a question was Stop here, or nobody answered in time.</summary>
    public Task Stopped(Release release, Guid? by, string reason, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        release.Stop(by, reason, clock.GetUtcNow());
        return Ended(release, Texts.SkippedByFailure, stopping);
    }

    /// <summary>Every touched host has gone back, or was tried; those that did not come back stay out.</summary>
    public async Task WentBack(Release release, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var back = await (from run in db.HostRuns
                          join host in db.Hosts on run.HostId equals host.Id
                          where run.ReleaseId == release.Id && run.Direction == Direction.Back
                          orderby host.Name
                          select new { host.Name, run.State, run.FailedStep, run.Reason }).ToListAsync(stopping);
        var failed = back.Where(r => r.State != HostRunState.RolledBack).ToList();
        if (failed.Count == 0) release.EndRollBack(Texts.AllWentBack(back.Count), clock.GetUtcNow());
        else release.Fail(Texts.DidNotComeBack([.. failed.Select(f => f.Name)], Texts.FailedAt(failed[0].FailedStep, failed[0].Reason)), clock.GetUtcNow());

        await after.Handle(release, stopping);
        await Ended(release, Texts.SkippedByFailure, stopping);
    }

    public Task BuildFailed(Release release, string reason, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        release.FailBuild(reason, clock.GetUtcNow());
        return Ended(release, Texts.SkippedByFailure, stopping);
    }

    /// <summary>Every wave is done. An abort that came after the last look counts: who pressed it was not told that it came too late.</summary>
    public async Task Done(Release release, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        if (await db.Controls.FirstOrDefaultAsync(c => c.ReleaseId == release.Id && c.Kind == ControlKind.Abort && c.DoneAt == null, stopping) is { } abort)
        {
            await Aborted(release, abort.By, abort.Reason!, stopping);
            return;
        }
        var failed = await (from run in db.HostRuns
                            join host in db.Hosts on run.HostId equals host.Id
                            where run.ReleaseId == release.Id && run.State != HostRunState.Succeeded
                            orderby host.Name
                            select new { host.Name, Out = run.FailedStep != null && HostRun.Begun.Contains(run.FailedStep.Value) }).ToListAsync(stopping);
        if (failed.Count == release.Plan.HostCount)
        {
            release.Fail(Texts.AllHostsFailed(failed.Count), clock.GetUtcNow());
        }
        else if (failed.Count > 0)
        {
            release.SucceedWithFailures(
                Texts.HostsFailed([.. failed.Where(f => f.Out).Select(f => f.Name)], [.. failed.Where(f => !f.Out).Select(f => f.Name)]), clock.GetUtcNow());
        }
        else
        {
            release.Succeed(clock.GetUtcNow());
            if (release.Plan.Whole && release.Kind != ReleaseKind.Restart) await MakeCurrent(release, stopping);
        }
        if (release.Kind == ReleaseKind.Rollback && release.State != ReleaseState.Failed) await after.Handle(release, stopping);
        await Ended(release, Texts.SkippedByFailure, stopping);
    }

    async Task MakeCurrent(Release release, CancellationToken stopping)
    {
        var environment = await db.LockEnvironment(release.EnvironmentId, stopping);
        (environment.CurrentBuildId, environment.CurrentReleaseId, release.MadeCurrent) = (release.BuildId, release.Id, true);
    }

    async Task Ended(Release release, string skipped, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var now = clock.GetUtcNow();
        var untouched = await db.HostRuns.Where(r => r.ReleaseId == release.Id && (r.State == HostRunState.Pending
            || r.State == HostRunState.Transferring || r.State == HostRunState.Draining)).ToListAsync(stopping);
        foreach (var run in untouched) run.Skip(skipped, now);
        var leftOut = await LeaveOut(release, now, stopping);

        await db.Claims.Where(c => c.ReleaseId == release.Id).ExecuteDeleteAsync(stopping);
        await db.Controls.Where(c => c.ReleaseId == release.Id && c.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now), stopping);
        await LogStore.End(db, release.LogId, stopping);
        await db.SaveChangesAsync(stopping);
        List<HostRun> moved = [.. untouched.Where(r => r.StartedAt is not null), .. leftOut];
        if (moved.Count > 0) await Return(release, moved, stopping);
        await story.Ended(release, stopping);
        await start.Handle(release.EnvironmentId, stopping);
    }

    /// <summary>Hosts were skipped that may have left the balancer, or dubbo's registry, already: they serve, so they return. Those that are left out leave both.</summary>
    async Task Return(Release release, List<HostRun> moved, CancellationToken stopping)
    {
        var environment = await db.LockEnvironment(release.EnvironmentId, stopping);
        if (environment.Balancer is not null) balance.Handle(environment.Id);
        if (!await db.Projects.AnyAsync(p => p.Id == environment.ProjectId && p.Kind == ProjectKind.Dubbo, stopping)) return;
        foreach (var run in moved) RegistryJob.After(db, jobs, environment, run.HostId, typedIn: null);
    }

    /// <summary>Only where BotOps itself broke: a host that did not come to its end may be stopped, so it is shown as out.</summary>
    async Task<List<HostRun>> LeaveOut(Release release, DateTimeOffset now, CancellationToken stopping)
    {
        var runs = await db.HostRuns.Where(r => r.ReleaseId == release.Id && HostRun.Begun.Contains(r.State)).ToListAsync(stopping);
        foreach (var run in runs)
        {
            var step = run.State;
            run.Fail(Texts.NotFinished, now);
            var assignment = await db.Assignments.SingleAsync(a => a.EnvironmentId == release.EnvironmentId && a.HostId == run.HostId, stopping);
            assignment.LeftOut = Texts.LeftOutSince(release.Id, step, Texts.NotFinished);
        }
        return runs;
    }
}
