using BotOps.Core.Sources;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

public sealed class StateChange
{
    public long Id { get; private init; }
    public long ReleaseId { get; init; }
    public ReleaseState From { get; init; }
    public ReleaseState To { get; init; }

    /// <summary>Null where BotOps moved it by itself.</summary>
    public Guid? By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Reason { get; init; }
}

/// <summary>What the approver saw beside the release's own columns; frozen with the request.</summary>
public sealed record ReleaseFacts(
    CommitInfo Commit, string ReferenceKind, Comparison Commits, long? RunsBuild, string? RunsCommit, DateTimeOffset? RunsSince,
    long? RunsRelease, IReadOnlyList<string> Findings)
{
    /// <summary>The policy does not allow its branch; an override let it be asked for.</summary>
    public bool BranchNotAllowed { get; init; }

    /// <summary>The build of this commit that is marked bad; an override let it be asked for.</summary>
    public long? BadBuild { get; init; }
}

/// <summary>The order to put an artifact and a settings revision on hosts (发布单): <c>#42</c>.</summary>
public sealed class Release
{
    /// <summary>Every legal transition. RollingOut → Failed is how a failed host ends a rollout that asks nobody.</summary>
    internal static readonly IReadOnlyDictionary<ReleaseState, ReleaseState[]> Next = new Dictionary<ReleaseState, ReleaseState[]>
    {
        [AwaitingApproval] = [Queued, Rejected, Expired, Cancelled],
        [Queued] = [Building, RollingOut, AwaitingApproval, Expired, Cancelled],
        [Building] = [RollingOut, BuildFailed, Aborted],
        [RollingOut] = [Paused, AwaitingDecision, Succeeded, SucceededWithFailures, Failed, Aborted],
        [Paused] = [RollingOut, Aborted],
        [AwaitingDecision] = [RollingOut, RollingBack, Failed, Aborted],
        [RollingBack] = [RolledBack, Failed],
    };

    public long Id { get; private init; }
    public ReleaseKind Kind { get; init; }
    public int EnvironmentId { get; init; }
    public Guid RequestedBy { get; init; }
    public ReleaseState State { get; private set; }

    /// <summary>As typed, completed: the branch, tag or commit.</summary>
    public required string Reference { get; init; }

    /// <summary>The whole id. What was approved is what is built, even if the branch moves.</summary>
    public required string Commit { get; init; }
    public long SettingsRevisionId { get; set; }
    public long? BuildId { get; set; }
    public bool Rebuild { get; init; }
    public required PlanOptions Options { get; init; }
    public required WavePlan Plan { get; set; }
    public required ReleaseFacts Facts { get; set; }
    public string? Note { get; init; }

    /// <summary>Approvals count for one round; a void approval opens the next.</summary>
    public int Round { get; private set; } = 1;
    public int ApprovalsNeeded { get; init; }

    /// <summary>The rollout's own log; the build has its own.</summary>
    public long LogId { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? QueuedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended or was voided.</summary>
    public string? Reason { get; private set; }

    /// <summary>What a person is asked while it is AwaitingDecision; null: nothing.</summary>
    public Question? Question { get; set; }

    /// <summary>Why hosts cannot simply go back past this release (a database change, say); no rollback happens by itself.</summary>
    public string? OneWay { get; init; }

    /// <summary>Why it passes locks, branches that are not allowed and bad builds; given by who may override.</summary>
    public string? Override { get; init; }

    /// <summary>A rollback that needs nobody: it passes locks and queue and goes before all that wait.</summary>
    public bool Urgent { get; init; }

    /// <summary>The running release that it takes the hosts over from.</summary>
    public long? TakesOver { get; init; }

    /// <summary>The ended release that it tries again.</summary>
    public long? RetryOf { get; init; }

    /// <summary>Files that were edited by hand on hosts are overwritten: a person has seen the difference and said so.</summary>
    public bool OverwriteFiles { get; set; }

    /// <summary>It ended Succeeded over all hosts: its build became the current one then.</summary>
    public bool MadeCurrent { get; set; }

    /// <summary>Nobody approved it before; an approver signs it off afterwards, and until then its card stays open.</summary>
    public bool SignOffNeeded { get; set; }
    public Guid? SignedOffBy { get; set; }
    public DateTimeOffset? SignedOffAt { get; set; }
    public bool AwaitsSignOff => SignOffNeeded && SignedOffAt is null && State.Ended();

    /// <summary>Waves that are done, watched and not to be paused after again.</summary>
    public int WavesDone { get; set; }

    /// <summary>The wave that was done is watched until then (<c>--wait</c>).</summary>
    public DateTimeOffset? WatchUntil { get; set; }
    public List<StateChange> History { get; } = [];

    /// <summary>Enough persons have agreed, or none had to.</summary>
    public void Queue(Guid? by, DateTimeOffset at)
    {
        MoveTo(Queued, by, at);
        QueuedAt = at;
    }

    /// <summary>What was approved is not what would run: back to the approvers, with the reason on the card.</summary>
    public void Void(string reason, DateTimeOffset at)
    {
        MoveTo(AwaitingApproval, null, at, reason);
        Round++;
    }

    public void Reject(Guid by, string reason, DateTimeOffset at) => MoveTo(Rejected, by, at, reason);
    public void Cancel(Guid? by, string? reason, DateTimeOffset at) => MoveTo(Cancelled, by, at, reason);
    public void Expire(string reason, DateTimeOffset at) => MoveTo(Expired, null, at, reason);
    public void StartBuilding(DateTimeOffset at) => MoveTo(Building, null, at);
    public void StartRollout(DateTimeOffset at) => MoveTo(RollingOut, null, at);
    public void FailBuild(string reason, DateTimeOffset at) => MoveTo(BuildFailed, null, at, reason);
    public void Pause(Guid? by, string reason, DateTimeOffset at) => MoveTo(Paused, by, at, reason);
    public void Resume(Guid by, DateTimeOffset at) => MoveTo(RollingOut, by, at);
    public void Ask(Question question, DateTimeOffset at)
    {
        MoveTo(AwaitingDecision, null, at, question.Says);
        Question = question;
    }

    /// <summary>The answer is that it goes on; <paramref name="answer"/> in the words of the button.</summary>
    public void GoOn(Guid? by, string answer, DateTimeOffset at)
    {
        if (State != AwaitingDecision) throw new UserError(Texts.NothingToAnswer(this));
        MoveTo(RollingOut, by, at, answer);
        Question = null;
    }

    public void RollBack(Guid? by, string answer, DateTimeOffset at)
    {
        MoveTo(RollingBack, by, at, answer);
        Question = null;
    }

    public void Stop(Guid? by, string answer, DateTimeOffset at)
    {
        if (State != AwaitingDecision) throw new UserError(Texts.NothingToAnswer(this));
        MoveTo(Failed, by, at, answer);
        Question = null;
    }

    public void EndRollBack(string reason, DateTimeOffset at) => MoveTo(RolledBack, null, at, reason);
    public void Succeed(DateTimeOffset at) => MoveTo(Succeeded, null, at);
    public void SucceedWithFailures(string reason, DateTimeOffset at) => MoveTo(SucceededWithFailures, null, at, reason);
    public void Fail(string reason, DateTimeOffset at) => MoveTo(Failed, null, at, reason);
    public void Abort(Guid? by, string reason, DateTimeOffset at) => MoveTo(Aborted, by, at, reason);

    void MoveTo(ReleaseState to, Guid? by, DateTimeOffset at, string? reason = null)
    {
        if (!Next.GetValueOrDefault(State, []).Contains(to))
            throw new UserError(Texts.CannotBecome(Id, State, to));

        History.Add(new StateChange { ReleaseId = Id, From = State, To = to, By = by, At = at, Reason = reason });
        State = to;
        if (to.HoldsClaim()) StartedAt ??= at;
        if (to.Ended()) EndedAt = at;
        Reason = reason ?? Reason;
    }
}

/// <summary>One person's yes to one round of one release.</summary>
public sealed class Approval
{
    public long ReleaseId { get; init; }
    public int Round { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>The right to change the hosts of a project and environment: one release or scale order at a time, whoever comes first.</summary>
public sealed class Claim
{
    public int EnvironmentId { get; init; }

    /// <summary>One of the two has it.</summary>
    public long? ReleaseId { get; set; }
    public long? ScaleOrderId { get; set; }

    /// <summary>As people call it: <c>#42</c>.</summary>
    public long Holder => ReleaseId ?? ScaleOrderId ?? 0;

    /// <summary>Grows with every taking and every take-over; hosts refuse a lower one.</summary>
    public long Fence { get; set; }

    /// <summary>Which worker rolls out, until when; over: another takes it over with a higher fence. Database time.</summary>
    public string? Worker { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

public enum ControlKind { Pause, Abort }

/// <summary>A person's press for a rollout that runs: read by its job before every host step.</summary>
public sealed class Control
{
    public long Id { get; private init; }
    public long ReleaseId { get; init; }
    public ControlKind Kind { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? DoneAt { get; set; }
}
