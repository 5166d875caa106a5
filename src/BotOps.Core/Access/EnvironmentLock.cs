namespace BotOps.Core.Access;

/// <summary>A person's stop on new starts in a project and environment. It stops nothing that runs, and no rollback.</summary>
public sealed class EnvironmentLock
{
    public long Id { get; private init; }
    public int EnvironmentId { get; init; }
    public Guid OwnerId { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset Since { get; init; }

    /// <summary>It ends by itself then; null: only a person ends it.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The owner was asked before the end: Keep, Hand over, Unlock.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The rollback that locked it.</summary>
    public long? ReleaseId { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null where it ended by time.</summary>
    public Guid? EndedBy { get; set; }

    /// <summary>How long it was taken for; null: until a person ends it.</summary>
    public TimeSpan? Length => Until - Since;

    /// <summary>A rollback made it and nobody has claimed it since: any operator may end it.</summary>
    public bool Unclaimed => ReleaseId is not null;

    public bool IsOver(DateTimeOffset now) => EndedAt is not null || Until <= now;

    public void End(Guid? by, DateTimeOffset at) => (EndedBy, EndedAt) = (by, at);

    /// <summary>When the owner is asked whether it is still needed; null: never, as it does not end by itself.</summary>
    /// <param name="before">How long before the end; half of its length where that is less.</param>
    public DateTimeOffset? AsksAt(TimeSpan before) => Length is { } length ? Until - (before < length / 2 ? before : length / 2) : null;
}
