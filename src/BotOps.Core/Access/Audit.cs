using BotOps.Core.Persistence;

namespace BotOps.Core.Access;

/// <summary>Notes who did what, in the transaction that does it.</summary>
public sealed class Audit(BotOpsDb db, TimeProvider clock)
{
    /// <summary>Where it was asked for, when that was no chat and no page: <c>os/build-1/anna</c>. Stands behind the why.</summary>
    public string? Source { get; set; }

    public void Note(Guid? person, string action, string subject, string? before = null, string? after = null, string? why = null) =>
        db.Audit.Add(new AuditEntry { At = clock.GetUtcNow(), PersonId = person, Action = action, Subject = subject, Before = before, After = after, Why = Source is null ? why : $"{why} ({Source})".TrimStart() });
}
