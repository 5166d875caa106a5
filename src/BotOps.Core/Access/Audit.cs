using BotOps.Core.Persistence;

namespace BotOps.Core.Access;

/// <summary>Notes who did what, in the transaction that does it.</summary>
public sealed class Audit(BotOpsDb db, TimeProvider clock)
{
    public void Note(Guid? person, string action, string subject, string? before = null, string? after = null, string? why = null) =>
        db.Audit.Add(new AuditEntry { At = clock.GetUtcNow(), PersonId = person, Action = action, Subject = subject, Before = before, After = after, Why = why });
}
