namespace BotOps.Core.Access;

/// <summary>Who did what, when and why, with what was before and after. Never changed, never deleted.</summary>
public sealed class AuditEntry
{
    public long Id { get; private init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null where BotOps acted by itself.</summary>
    public Guid? PersonId { get; init; }
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Why { get; init; }
}
