using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>Every end of a lock that leaves none: the channel hears of it, and what waited for it starts.</summary>
public sealed class EndLock(BotOpsDb db, Audit audit, StartReleases start, LockStory story, TimeProvider clock)
{
    /// <param name="by">Null: its time is over.</param>
    /// <param name="typedIn">Told there where the project names no channel.</param>
    public async Task Handle(LockOf of, Person? by, Place? typedIn, CancellationToken stopping)
    {
        var waits = await db.Releases.Where(r => r.EnvironmentId == of.Environment.Id && r.State == ReleaseState.Queued).Select(r => r.Id).ToListAsync(stopping);
        of.Lock.End(by?.Id, clock.GetUtcNow());
        audit.Note(by?.Id, "unlock", of.Subject, before: $"lock of {of.Owner.Handle}: {of.Lock.Reason}");
        await db.SaveChangesAsync(stopping);

        await story.Say(of, "end", () => by is null ? Texts.LockIsOver(of.Where, of.Owner.Name) : Texts.Unlocked(by.Name, of.Where, by.Id == of.Owner.Id ? null : of.Owner.Name), typedIn, stopping);
        await story.Settle(of, _ => by is null ? Texts.YourLockIsOver(of.Where) : Texts.YourLockWasEnded(of.Where, by.Id == of.Owner.Id ? null : by.Name), stopping);
        await start.Handle(of.Environment.Id, stopping);
        await story.Call(of, waits, stopping);
    }
}
