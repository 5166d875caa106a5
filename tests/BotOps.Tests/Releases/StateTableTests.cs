using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;

namespace BotOps.Tests.Releases;

/// <summary>Every transition in one place: what is in the table goes, everything else throws and changes nothing.</summary>
public class StateTableTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    static readonly Guid Someone = Guid.NewGuid();

    static readonly Question Asked = new(1, QuestionKind.HostsFailed, ["a"], "a failed", Noon, null, Noon);

    static readonly Dictionary<string, (ReleaseState To, ReleaseState[] From, Action<Release> Do)> ReleaseMoves = new()
    {
        ["queue"] = (ReleaseState.Queued, [ReleaseState.AwaitingApproval], r => r.Queue(Someone, Noon)),
        ["void"] = (ReleaseState.AwaitingApproval, [ReleaseState.Queued], r => r.Void("changed", Noon)),
        ["reject"] = (ReleaseState.Rejected, [ReleaseState.AwaitingApproval], r => r.Reject(Someone, "no", Noon)),
        ["cancel"] = (ReleaseState.Cancelled, [ReleaseState.AwaitingApproval, ReleaseState.Queued], r => r.Cancel(Someone, null, Noon)),
        ["expire"] = (ReleaseState.Expired, [ReleaseState.AwaitingApproval, ReleaseState.Queued], r => r.Expire("late", Noon)),
        ["build"] = (ReleaseState.Building, [ReleaseState.Queued], r => r.StartBuilding(Noon)),
        ["roll out"] = (ReleaseState.RollingOut, [ReleaseState.Queued, ReleaseState.Building, ReleaseState.Paused, ReleaseState.AwaitingDecision], r => r.StartRollout(Noon)),
        ["fail build"] = (ReleaseState.BuildFailed, [ReleaseState.Building], r => r.FailBuild("2", Noon)),
        ["pause"] = (ReleaseState.Paused, [ReleaseState.RollingOut], r => r.Pause(Someone, "as asked", Noon)),
        ["resume"] = (ReleaseState.RollingOut, [ReleaseState.Queued, ReleaseState.Building, ReleaseState.Paused, ReleaseState.AwaitingDecision], r => r.Resume(Someone, Noon)),
        ["succeed"] = (ReleaseState.Succeeded, [ReleaseState.RollingOut], r => r.Succeed(Noon)),
        ["succeed with failures"] = (ReleaseState.SucceededWithFailures, [ReleaseState.RollingOut], r => r.SucceedWithFailures("one", Noon)),
        ["fail"] = (ReleaseState.Failed, [ReleaseState.RollingOut, ReleaseState.AwaitingDecision, ReleaseState.RollingBack], r => r.Fail("host", Noon)),
        ["ask"] = (ReleaseState.AwaitingDecision, [ReleaseState.RollingOut], r => r.Ask(Asked, Noon)),
        ["go on"] = (ReleaseState.RollingOut, [ReleaseState.AwaitingDecision], r => r.GoOn(Someone, "Retry", Noon)),
        ["stop"] = (ReleaseState.Failed, [ReleaseState.AwaitingDecision], r => r.Stop(Someone, "Stop here", Noon)),
        ["roll back"] = (ReleaseState.RollingBack, [ReleaseState.AwaitingDecision], r => r.RollBack(Someone, "Roll back", Noon)),
        ["end the way back"] = (ReleaseState.RolledBack, [ReleaseState.RollingBack], r => r.EndRollBack("all back", Noon)),
        ["abort"] = (ReleaseState.Aborted, [ReleaseState.Building, ReleaseState.RollingOut, ReleaseState.Paused, ReleaseState.AwaitingDecision], r => r.Abort(Someone, "no", Noon)),
    };

    public static TheoryData<ReleaseState, string> EveryReleaseMove =>
        Every(Enum.GetValues<ReleaseState>(), ReleaseMoves.Keys);

    [Theory]
    [MemberData(nameof(EveryReleaseMove))]
    public void A_release_moves_only_as_its_table_says(ReleaseState state, string move)
    {
        var (to, from, act) = ReleaseMoves[move];
        var release = Put(NewRelease(), state);

        Moves(from.Contains(state), () => act(release), () => release.State, state, to, typeof(UserError));
        if (!from.Contains(state))
        {
            Assert.Empty(release.History);
            return;
        }
        var change = Assert.Single(release.History);
        Assert.Equal((state, to, Noon), (change.From, change.To, change.At));
        Assert.Equal(to.Ended() ? Noon : null, release.EndedAt);
        Assert.Equal(to.HoldsClaim() ? Noon : null, release.StartedAt);
    }

    static readonly HostRunState[] Steps = [HostRunState.Transferring, HostRunState.Draining, HostRunState.Activating, HostRunState.Verifying, HostRunState.Restoring];

    static readonly Dictionary<string, (HostRunState To, HostRunState[] From, Action<HostRun> Do)> HostMoves = new(
        Steps.Select((step, at) => KeyValuePair.Create($"enter {step}",
            (step, new[] { at == 0 ? HostRunState.Pending : Steps[at - 1], step }, (Action<HostRun>)(r => r.Enter(step, Noon))))))
    {
        ["succeed"] = (HostRunState.Succeeded, [HostRunState.Restoring], r => r.Succeed(Noon)),
        ["fail"] = (HostRunState.Failed, [HostRunState.Pending, .. Steps], r => r.Fail("reason", Noon)),
        ["fail watched"] = (HostRunState.Failed, [HostRunState.Succeeded], r => r.FailWatched("reason", Noon)),
        ["retry"] = (HostRunState.Pending, [HostRunState.Failed], r => r.Retry()),
        ["leave out"] = (HostRunState.Failed, [HostRunState.Failed], r => r.LeaveOut()),
        ["turn back"] = (HostRunState.Pending, [.. Steps, HostRunState.Succeeded, HostRunState.Failed], r => r.TurnBack()),
        ["skip"] = (HostRunState.Skipped, [HostRunState.Pending, HostRunState.Transferring, HostRunState.Draining], r => r.Skip("aborted", Noon)),
    };

    public static TheoryData<HostRunState, string> EveryHostMove =>
        Every(Enum.GetValues<HostRunState>(), HostMoves.Keys);

    [Theory]
    [MemberData(nameof(EveryHostMove))]
    public void A_host_run_moves_only_as_its_table_says(HostRunState state, string move)
    {
        var (to, from, act) = HostMoves[move];
        var run = Put(new HostRun(), state);

        Moves(from.Contains(state), () => act(run), () => run.State, state, to, typeof(InvalidOperationException));
        if (move == "fail" && from.Contains(state)) Assert.Equal(state, run.FailedStep);
    }

    static readonly Dictionary<string, (BuildState To, BuildState[] From, Action<Build> Do)> BuildMoves = new()
    {
        ["start"] = (BuildState.Running, [BuildState.Queued, BuildState.Running], b => b.Start(Noon)),
        ["succeed"] = (BuildState.Succeeded, [BuildState.Running], b => b.Succeed("sha", 1, Noon)),
        ["fail"] = (BuildState.Failed, [BuildState.Queued, BuildState.Running, BuildState.Succeeded], b => b.Fail("2", Noon)),
        ["cancel"] = (BuildState.Cancelled, [BuildState.Queued, BuildState.Running], b => b.Cancel("aborted", Noon)),
    };

    public static TheoryData<BuildState, string> EveryBuildMove =>
        Every(Enum.GetValues<BuildState>(), BuildMoves.Keys);

    [Theory]
    [MemberData(nameof(EveryBuildMove))]
    public void A_build_moves_only_as_its_table_says(BuildState state, string move)
    {
        var (to, from, act) = BuildMoves[move];
        var build = Put(new Build { Commit = "c", SettingsDigest = "d", Settings = new BuildSettings() }, state);

        Moves(from.Contains(state), () => act(build), () => build.State, state, to, typeof(UserError));
    }

    static void Moves<T>(bool legal, Action act, Func<T> now, T from, T to, Type error)
    {
        if (legal) act();
        else Assert.Throws(error, act);
        Assert.Equal(legal ? to : from, now());
    }

    /// <summary>As a row is read: EF sets the state in the same way.</summary>
    static T Put<T, TState>(T row, TState state) where T : notnull
    {
        typeof(T).GetProperty("State")!.SetValue(row, state);
        return row;
    }

    static Release NewRelease() => new()
    {
        Reference = "master", Commit = "c", Options = new PlanOptions(), Plan = new WavePlan([["a"]], 0, 0, true),
        Facts = new ReleaseFacts(new CommitInfo("c", "t", "a", Noon), "branch", Comparison.None, null, null, null, null, []),
    };

    static TheoryData<TState, string> Every<TState>(IEnumerable<TState> states, IReadOnlyCollection<string> moves)
    {
        var every = new TheoryData<TState, string>();
        foreach (var state in states)
            foreach (var move in moves) every.Add(state, move);
        return every;
    }
}
