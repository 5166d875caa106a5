namespace BotOps.Core.Access;

/// <summary>Who did what, when and why, with what was before and after. Never changed, never deleted.</summary>
public sealed class AuditEntry
{
    public long Id { get; private init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null where BotOps acted by itself.</summary>
    public Guid? PersonId { get; init; }
    public required string Action { get; init; }

    /// <summary>
    /// What it was done to; tells which project's history it belongs to: <c>#42</c>, <c>build:17</c>, <c>project order-svc</c>,
    /// <c>project order-svc production</c>, <c>host order-01 of order-svc production</c>, <c>role approver order-svc of anna</c>.
    /// Anything else (<c>person anna</c>, <c>host order-01</c>) only admins read. The same in every language.
    /// </summary>
    public required string Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Why { get; init; }
}
