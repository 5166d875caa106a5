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
}
