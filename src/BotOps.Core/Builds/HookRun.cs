namespace BotOps.Core.Builds;

/// <summary>One hook of a build or a release. Recorded before it starts, so that whoever goes on after a death does not run again what has come to its end.</summary>
public sealed class HookRun
{
    public long Id { get; private init; }

    /// <summary>Of which it is; one of the two.</summary>
    public long? ReleaseId { get; init; }
    public long? BuildId { get; init; }

    /// <summary>By its name in the catalog: <c>beforeWave</c>.</summary>
    public required string Hook { get; init; }

    /// <summary>From 1; 0: it is of no wave.</summary>
    public int Wave { get; init; }

    /// <summary>Of a wave that goes back.</summary>
    public bool Back { get; init; }
    public int Attempts { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Null: it runs, or whoever ran it died.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it failed, in a sentence.</summary>
    public string? Failure { get; private set; }

    /// <summary>It failed, and a person has decided to go on without it.</summary>
    public bool LeftOut { get; private set; }

    public void Start(DateTimeOffset at) => (Attempts, StartedAt, EndedAt, Failure) = (Attempts + 1, at, null, null);
    public void End(string? failure, DateTimeOffset at) => (EndedAt, Failure) = (at, failure);

    /// <summary>Once more, as a person answered.</summary>
    public void Retry() => EndedAt = null;

    public void LeaveOut() => LeftOut = true;
}
