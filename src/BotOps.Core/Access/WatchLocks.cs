using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BotOps.Core.Access;

/// <summary>What time does to locks: the owner is asked before the end, and the end comes by itself. Safe to call at any time.</summary>
public sealed class WatchLocks(BotOpsDb db, EndLock end, LockStory story, IOptions<LockOptions> options, TimeProvider clock)
{
    /// <summary>Locks whose owner is to be asked, or whose end has come.</summary>
    public async Task<IReadOnlyList<long>> Due(CancellationToken stopping)
    {
        var soon = clock.GetUtcNow() + options.Value.AskBefore;
        var near = await db.Locks.AsNoTracking().Where(l => l.EndedAt == null && l.Until <= soon).ToListAsync(stopping);
        return [.. near.Where(l => l.IsOver(clock.GetUtcNow()) || Asks(l)).Select(l => l.Id)];
    }

    public Task Look(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await db.LockEnvironment(await db.Locks.Where(l => l.Id == id).Select(l => l.EnvironmentId).SingleAsync(stopping), stopping);
        var of = await db.ReadLock(id, stopping);
        if (of.Lock.EndedAt is not null) return;

        if (of.Lock.IsOver(clock.GetUtcNow())) await end.Handle(of, by: null, typedIn: null, stopping);
        else if (Asks(of.Lock))
        {
            of.Lock.AskedAt = clock.GetUtcNow();
            await story.Ask(of, stopping);
        }
    }, stopping);

    bool Asks(EnvironmentLock held) => held.AskedAt is null && held.AsksAt(options.Value.AskBefore) <= clock.GetUtcNow();
}
