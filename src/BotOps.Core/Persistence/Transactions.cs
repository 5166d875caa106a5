using BotOps.Core.Chat;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Persistence;

/// <summary>One transaction: the state change, what is to be told of it, and that the event which caused it is done.</summary>
public static class Transactions
{
    /// <summary>
    /// Runs <paramref name="work"/> and saves in one transaction, then starts what was put off with
    /// <see cref="BotOpsDb.AfterCommit"/>. Inside an open transaction it only runs the work.
    /// </summary>
    public static async Task<T> InTransaction<T>(this BotOpsDb db, Func<Task<T>> work, CancellationToken stopping)
    {
        if (db.Database.CurrentTransaction is not null)
        {
            var nested = await work();
            await db.SaveChangesAsync(stopping);
            return nested;
        }

        db.LockedEnvironments.Clear();
        db.Database.AutoSavepointsEnabled = false; // a save that fails fails it all: nothing goes back to a savepoint, and each is two more round trips
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        var result = await work();
        if (result is Reply reply && db is { InboxItem: not null, Answer: { } answer }) await answer(reply);
        await db.SaveChangesAsync(stopping);
        await MarkInboxItemDone(db, stopping);
        await transaction.CommitAsync(stopping);
        db.LockedEnvironments.Clear();
        db.RunAfterCommit();
        return result;
    }

    public static Task InTransaction(this BotOpsDb db, Func<Task> work, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await work();
        return true;
    }, stopping);

    static async Task MarkInboxItemDone(BotOpsDb db, CancellationToken stopping)
    {
        if (db.InboxItem is not { } item) return;

        var first = await db.Inbox.Where(i => i.Id == item && i.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.DoneAt, DateTimeOffset.UtcNow), stopping);
        if (first == 0) throw new AlreadyDone();
        db.InboxItem = null;
    }
}

/// <summary>Another worker has done what this event asked for; nothing is done twice.</summary>
public sealed class AlreadyDone() : Exception("Another worker has handled this event.");
