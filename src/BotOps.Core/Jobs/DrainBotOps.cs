using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Jobs;

/// <summary>
/// What happens on <c>botops drain</c>. Who starts something asks for the row: <see cref="LockGate"/> for releases,
/// <see cref="Builds.BuildJob"/> for builds, <see cref="RolloutWaves"/> before each host.
/// </summary>
public sealed class DrainBotOps(BotOpsDb db, Audit audit, ReleaseStory story, TimeProvider clock)
{
    /// <summary>One that has begun goes on as it is, with who began it and why.</summary>
    /// <param name="person">Null: the catalog does not know who it is.</param>
    public Task<Drain> Begin(string by, Guid? person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await Alone(stopping);
        if (await db.Drains.SingleOrDefaultAsync(stopping) is { } before) return before;

        var drain = new Drain { By = by, Reason = reason, Since = clock.GetUtcNow() };
        db.Drains.Add(drain);
        audit.Note(person, "drain", "botops", why: reason);
        await db.SaveChangesAsync(stopping);
        await story.DrainChanged(stopping);
        await Notifications.Notify(db, Notifications.Control, "", stopping); // a rollout that watches its wave stops watching
        return drain;
    }, stopping);

    /// <returns>The drain that is over; null: there was none.</returns>
    public Task<Drain?> End(Guid? person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await Alone(stopping);
        if (await db.Drains.SingleOrDefaultAsync(stopping) is not { } drain) return null;

        db.Drains.Remove(drain);
        audit.Note(person, "end drain", "botops", before: $"{drain.By}{(drain.Reason is { } reason ? $": {reason}" : "")}");
        await db.SaveChangesAsync(stopping);
        await db.Database.ExecuteSqlAsync( // for the reconciler: nobody's, and it need not wait to see whether a job begins; claims are free already
            $"update botops.builds set lease_until = now() where worker is null and state in ('Queued', 'Running')", stopping);
        await story.DrainChanged(stopping);
        return drain;
    }, stopping);

    /// <summary>Of two who begin or end it the second sees what the first did; who only reads the row waits for nobody.</summary>
    Task<int> Alone(CancellationToken stopping) => db.Database.ExecuteSqlAsync($"lock table botops.drains in share row exclusive mode", stopping);
}
