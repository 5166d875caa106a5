using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// Pause, resume and abort. What runs in a job is told by a control row, which wakes it and which it reads before every
/// host step; what waits for a person is moved here at once.
/// </summary>
public sealed class ControlRollout(
    BotOpsDb db, Roles roles, Audit audit, EndRollout end, ReleaseStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    public Task Pause(long id, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        if (of.Release.RequestedBy != person) await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (of.Release.State is not (ReleaseState.RollingOut or ReleaseState.Building)) throw new UserError(Texts.NothingToPause(of.Release));
        if (await Pending(id, ControlKind.Pause, stopping)) throw new UserError(Texts.PausesAlready(id));

        await Order(of.Release, ControlKind.Pause, person, null, stopping);
    }, stopping);

    public Task Resume(long id, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        if (of.Release.RequestedBy != person) await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);

        var before = of.Release.State;
        if (await db.Controls.SingleOrDefaultAsync(c => c.ReleaseId == id && c.Kind == ControlKind.Pause && c.DoneAt == null, stopping) is { } pause)
        {
            pause.DoneAt = clock.GetUtcNow(); // not paused yet: the wave that runs is simply not the last
        }
        else
        {
            if (of.Release.State != ReleaseState.Paused) throw new UserError(Texts.NotPaused(of.Release));
            of.Release.Resume(person, clock.GetUtcNow());
            db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(id, CancellationToken.None)));
        }
        audit.Note(person, "resume", $"#{id}", $"{before}", $"{of.Release.State}");
        await db.SaveChangesAsync(stopping);
        await story.Raise(of.Release, stopping);
    }, stopping);

    public Task Abort(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        await AbortNow(of, person, reason, stopping);
    }, stopping);

    /// <summary>Whoever calls has locked the release and looked at who it is.</summary>
    internal async Task AbortNow(ReleaseOf of, Guid person, string? reason, CancellationToken stopping)
    {
        var id = of.Release.Id;
        if (of.Release.State == ReleaseState.RollingBack) throw new UserError(Texts.NotAbortedWhileBack(id));
        if (!of.Release.State.HoldsClaim()) throw new UserError(Texts.NothingToAbort(of.Release));
        if (await Pending(id, ControlKind.Abort, stopping)) throw new UserError(Texts.AbortsAlready(id));

        var why = string.IsNullOrWhiteSpace(reason) ? Languages.ToAll(() => Texts.NoReason) : reason.Trim();
        await Order(of.Release, ControlKind.Abort, person, why, stopping);
        switch (of.Release.State)
        {
            case ReleaseState.Building:
                await CancelBuild(of, stopping);
                await end.Aborted(of.Release, person, why, stopping);
                break;
            case ReleaseState.Paused or ReleaseState.AwaitingDecision when await Failed(id, stopping):
                of.Release.Resume(person, clock.GetUtcNow()); // its job first brings back the hosts that failed, so that none is left stopped
                of.Release.Question = null;
                db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(id, CancellationToken.None)));
                await db.SaveChangesAsync(stopping);
                await story.Answered(of.Release, stopping);
                break;
            case ReleaseState.Paused or ReleaseState.AwaitingDecision:
                await end.Aborted(of.Release, person, why, stopping);
                break;
        }
    }

    Task<bool> Failed(long id, CancellationToken stopping) =>
        TurnBack.Touched(db, id).AnyAsync(r => r.State == HostRunState.Failed && r.PreviousReleaseId != null, stopping);

    Task<bool> Pending(long id, ControlKind kind, CancellationToken stopping) =>
        db.Controls.AnyAsync(c => c.ReleaseId == id && c.Kind == kind && c.DoneAt == null, stopping);

    async Task Order(Release release, ControlKind kind, Guid person, string? reason, CancellationToken stopping)
    {
        db.Controls.Add(new Control { ReleaseId = release.Id, Kind = kind, By = person, At = clock.GetUtcNow(), Reason = reason });
        audit.Note(person, kind.ToString().ToLowerInvariant(), $"#{release.Id}", before: release.State.ToString(), why: reason);
        await db.SaveChangesAsync(stopping);
        await story.Raise(release, stopping);
    }

    /// <summary>The build ends only if no other release waits for it.</summary>
    internal async Task CancelBuild(ReleaseOf of, CancellationToken stopping)
    {
        var release = of.Release;
        await db.LockBuilds(of.Project.Id, stopping);
        var others = await db.Releases.AnyAsync(r => r.BuildId == release.BuildId && r.Id != release.Id && r.State == ReleaseState.Building, stopping);
        if (others || await db.Builds.AnyAsync(b => b.Id == release.BuildId && b.OrderedBy != null, stopping)) return; // somebody asked for it ahead

        await db.Builds.Where(b => b.Id == release.BuildId && (b.State == BuildState.Queued || b.State == BuildState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.CancelRequested, true), stopping);
    }
}
