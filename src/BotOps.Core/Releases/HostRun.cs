using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

public enum HostRunState
{
    Pending, Transferring, Draining, Activating, Verifying, Restoring, Succeeded, Failed, Skipped, RolledBack
}

/// <summary>Forward to the release, or back to what ran before it.</summary>
public enum Direction { Forward, Back }

/// <summary>One host in one release.</summary>
public sealed class HostRun
{
    static readonly HostRunState[] Steps = [Transferring, Draining, Activating, Verifying, Restoring];

    /// <summary>Not at its end; for queries, as states are kept by name.</summary>
    public static readonly HostRunState[] Open = [Pending, .. Steps];

    /// <summary>Past Draining and not at its end; for queries as well.</summary>
    public static readonly HostRunState[] Begun = [Activating, Verifying, Restoring];

    public long Id { get; private init; }
    public long ReleaseId { get; init; }
    public int HostId { get; init; }

    /// <summary>From 1.</summary>
    public int Wave { get; init; }
    public HostRunState State { get; private set; }
    public HostRunState? FailedStep { get; private set; }
    public string? Reason { get; private set; }
    public Direction Direction { get; private set; }

    /// <summary>It failed, and a person has decided to go on without it.</summary>
    public bool LeftOutKnowingly { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What ran before, recorded when the run was planned; what a rollback goes back to.</summary>
    public long? PreviousReleaseId { get; init; }
    public long? PreviousBuildId { get; init; }
    public long? PreviousSettingsRevisionId { get; init; }

    public bool Ended => State >= Succeeded;

    /// <summary>From here on an abort brings the host to its end, new or old version, never left stopped.</summary>
    public bool PastDraining => Begun.Contains(State);

    public void Enter(HostRunState step, DateTimeOffset at)
    {
        if (State == step) return; // taken up again after a death
        var next = State == Pending ? Transferring : Steps.Contains(State) && State != Restoring ? State + 1 : (HostRunState?)null;
        Require(step == next, step);
        State = step;
        StartedAt ??= at;
    }

    /// <summary>The host is where it was to go: at the release, or back at what ran before.</summary>
    public void Succeed(DateTimeOffset at)
    {
        var end = Direction == Direction.Back ? RolledBack : Succeeded;
        Require(State == Restoring, end);
        (State, EndedAt) = (end, at);
    }

    public void Fail(string reason, DateTimeOffset at)
    {
        Require(!Ended, Failed);
        FailedStep = State;
        (State, Reason, EndedAt) = (Failed, reason, at);
    }

    /// <summary>A host that was verified once and fails while its wave is watched.</summary>
    public void FailWatched(string reason, DateTimeOffset at)
    {
        Require(State == Succeeded, Failed);
        FailedStep = Verifying;
        (State, Reason, EndedAt) = (Failed, reason, at);
    }

    /// <summary>Once more from the start; what its steps did before is not done twice on the host.</summary>
    public void Retry()
    {
        Require(State == Failed && Direction == Direction.Forward, Pending);
        StartOver();
    }

    /// <summary>A person has seen that it failed and goes on without it.</summary>
    public void LeaveOut()
    {
        Require(State == Failed, Failed);
        LeftOutKnowingly = true;
    }

    /// <summary>From wherever it is to what ran there before.</summary>
    public void TurnBack()
    {
        Require(Direction == Direction.Forward && State is not (Pending or Skipped or RolledBack), Pending);
        Direction = Direction.Back;
        StartOver();
    }

    void StartOver() => (State, FailedStep, Reason, EndedAt, LeftOutKnowingly) = (Pending, null, null, null, false);

    public void Skip(string reason, DateTimeOffset at)
    {
        Require(State is Pending or Transferring or Draining, Skipped);
        (State, Reason, EndedAt) = (Skipped, reason, at);
    }

    void Require(bool legal, HostRunState to)
    {
        if (!legal) throw new InvalidOperationException($"Host run {Id} is {State}; it cannot become {to}.");
    }
}

/// <summary>One attempt at one step of a host run.</summary>
public sealed class HostStep
{
    public long Id { get; private init; }
    public long HostRunId { get; init; }
    public HostRunState Step { get; init; }
    public int Attempt { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public bool? Ok { get; set; }
    public string? Detail { get; set; }
}
