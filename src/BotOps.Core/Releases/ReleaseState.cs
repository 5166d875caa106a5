namespace BotOps.Core.Releases;

/// <summary>Adopt: nothing was released, what ran before BotOps was taken down as the first version.</summary>
public enum ReleaseKind { Deploy, Rollback, Settings, Restart, Adopt }

public enum ReleaseState
{
    AwaitingApproval, Queued, Building, RollingOut, Paused, AwaitingDecision, RollingBack,
    Succeeded, SucceededWithFailures, Failed, BuildFailed, RolledBack, Aborted, Rejected, Expired, Cancelled
}

public static class ReleaseStates
{
    static readonly HashSet<ReleaseState> Holding =
        [ReleaseState.Building, ReleaseState.RollingOut, ReleaseState.Paused, ReleaseState.AwaitingDecision, ReleaseState.RollingBack];

    /// <summary>From Building to RollingBack a release holds the claim; every end frees it.</summary>
    public static bool HoldsClaim(this ReleaseState state) => Holding.Contains(state);

    public static bool Ended(this ReleaseState state) => state >= ReleaseState.Succeeded;

    /// <summary>A job works on its hosts; in all other states it waits for a person, a build or its turn.</summary>
    public static bool RunsInAJob(this ReleaseState state) => state is ReleaseState.RollingOut or ReleaseState.RollingBack;

    /// <summary>Nothing has started yet.</summary>
    public static bool Waits(this ReleaseState state) => state is ReleaseState.AwaitingApproval or ReleaseState.Queued;
}
