using BotOps.Core.Projects;

namespace BotOps.Core.Builds;

public enum BuildState { Queued, Running, Succeeded, Failed, Cancelled }

/// <summary>One commit with one set of build settings turned into one artifact. Called <c>build:17</c>.</summary>
public sealed class Build
{
    static readonly Dictionary<BuildState, BuildState[]> Next = new()
    {
        [BuildState.Queued] = [BuildState.Running, BuildState.Failed, BuildState.Cancelled],
        [BuildState.Running] = [BuildState.Succeeded, BuildState.Failed, BuildState.Cancelled],
        [BuildState.Succeeded] = [BuildState.Failed], // its artifact is missing or corrupt: built again under a new number
    };

    /// <summary>Below 0 for what an environment's hosts ran before BotOps: people see it as <c>build:0</c>, of which each environment has its own.</summary>
    public long Id { get; private init; }
    public int ProjectId { get; init; }
    public required string Commit { get; init; }
    public required string SettingsDigest { get; init; }
    public required BuildSettings Settings { get; init; }

    /// <summary>Counts the <c>--rebuild</c>s of a commit with the same settings.</summary>
    public int Rebuild { get; init; }
    public BuildState State { get; private set; }
    public long LogId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? ArtifactSha256 { get; private set; }
    public long ArtifactBytes { get; private set; }

    /// <summary>Why it did not succeed.</summary>
    public string? Reason { get; private set; }

    /// <summary>It was rolled back: to deploy it again needs a reason.</summary>
    public DateTimeOffset? BadSince { get; set; }
    public string? BadBecause { get; set; }

    /// <summary>Who asked for it ahead of time (<c>/build</c>), whether or not a release waits for it as well.</summary>
    public Guid? OrderedBy { get; set; }

    /// <summary>Set by an abort; the worker that builds ends the process group and cancels.</summary>
    public bool CancelRequested { get; set; }

    /// <summary>Who works on it, until when; over: another worker may take it up. Database time.</summary>
    public string? Worker { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>It was found running, not built: it has neither a commit nor an artifact, and lies where the environment's adoption says.</summary>
    public bool IsAdopted => Id < 0;

    /// <summary>Null: nobody knows what it was built from.</summary>
    public string? KnownCommit => IsAdopted ? null : Commit;

    public bool Ended => State is BuildState.Succeeded or BuildState.Failed or BuildState.Cancelled;

    public static long AdoptedIn(int environment) => -environment;

    /// <summary>What runs before the first release.</summary>
    public static Build Adopted(DeployEnvironment environment, BuildSettings settings, long log, DateTimeOffset at) => new()
    {
        Id = AdoptedIn(environment.Id), ProjectId = environment.ProjectId, Commit = "", Settings = settings, SettingsDigest = FormattableString.Invariant($"adopted {environment.Id}"), LogId = log,
        CreatedAt = at, StartedAt = at, EndedAt = at, State = BuildState.Succeeded,
    };

    public void Start(DateTimeOffset at)
    {
        if (State == BuildState.Running) return; // taken over from a worker that died
        MoveTo(BuildState.Running);
        StartedAt = at;
    }

    public void Succeed(string sha256, long bytes, DateTimeOffset at)
    {
        MoveTo(BuildState.Succeeded);
        (ArtifactSha256, ArtifactBytes, EndedAt) = (sha256, bytes, at);
    }

    public void Fail(string reason, DateTimeOffset at)
    {
        MoveTo(BuildState.Failed);
        (Reason, EndedAt) = (reason, at);
    }

    public void Cancel(string reason, DateTimeOffset at)
    {
        MoveTo(BuildState.Cancelled);
        (Reason, EndedAt) = (reason, at);
    }

    void MoveTo(BuildState to)
    {
        if (!Next.GetValueOrDefault(State, []).Contains(to))
            throw new UserError(Texts.BuildCannotBecome(Id, State, to));
        State = to;
    }
}
