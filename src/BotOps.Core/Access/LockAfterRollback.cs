using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>
/// A rollback leaves its environment locked until a person unlocks it. A lock that is there already stays its owner's, and does
/// not end by itself any more.
/// </summary>
public sealed class LockAfterRollback(BotOpsDb db, Audit audit, LockStory story, TimeProvider clock)
{
    /// <param name="by">Who rolled back; the lock is theirs in name, any operator may end it.</param>
    public Task Handle(Release release, Guid by, string reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await db.LockEnvironment(release.EnvironmentId, stopping);
        var now = clock.GetUtcNow();
        if (await db.OpenLock(release.EnvironmentId, stopping) is { } held)
        {
            if (!held.Lock.IsOver(now))
            {
                if (held.Lock.Until is null) return;
                await StaysLocked(held, by, reason, stopping);
                return;
            }
            held.Lock.End(null, now);
            await db.SaveChangesAsync(stopping);
        }

        var made = new EnvironmentLock { EnvironmentId = release.EnvironmentId, OwnerId = by, Reason = reason, Since = now, ReleaseId = release.Id };
        db.Locks.Add(made);
        await db.SaveChangesAsync(stopping);
        var of = await db.ReadLock(made.Id, stopping);
        audit.Note(by, "lock", of.Subject, after: LockEnvironments.Words(of), why: reason);
        await story.Say(of, "begin", () => Texts.Locked(of), await Told(release, stopping), stopping);
    }, stopping);

    async Task StaysLocked(LockOf held, Guid by, string reason, CancellationToken stopping)
    {
        var before = LockEnvironments.Words(held);
        (held.Lock.Until, held.Lock.AskedAt) = (null, null);
        await db.SaveChangesAsync(stopping);
        audit.Note(by, "keep lock", held.Subject, before, LockEnvironments.Words(held), reason);
        await story.Settle(held, _ => Texts.LockStaysAfterRollback(held), stopping);
        await story.Say(held, "stays", () => Texts.LockStaysAfterRollback(held), null, stopping);
    }

    /// <summary>Where the rollback is told, for a project that names no channel.</summary>
    async Task<Chat.Place?> Told(Release release, CancellationToken stopping)
    {
        var topic = ReleaseStory.CardOf(release.Id);
        return await db.Outbox.Where(m => m.Topic == topic).OrderBy(m => m.Id).Select(m => new Chat.Place(m.Platform, m.Tenant, m.Channel, null)).FirstOrDefaultAsync(stopping);
    }
}
