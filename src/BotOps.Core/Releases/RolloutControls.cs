using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>What persons have pressed for a rollout since it runs; asked anew before every host step.</summary>
public sealed class RolloutControls(long releaseId, IDbContextFactory<BotOpsDb> databases, ILogger logger)
{
    static readonly Func<BotOpsDb, long, ControlKind, CancellationToken, Task<Control?>> First = EF.CompileAsyncQuery((BotOpsDb db, long release, ControlKind kind, CancellationToken _) =>
        db.Controls.AsNoTracking().Where(c => c.ReleaseId == release && c.Kind == kind && c.DoneAt == null).OrderBy(c => c.Id).FirstOrDefault());
    static readonly Func<BotOpsDb, CancellationToken, Task<bool>> Draining = EF.CompileAsyncQuery((BotOpsDb db, CancellationToken _) => db.Drains.Any());

    readonly SharedAnswer aborts = new(), drains = new();

    public Task<Control?> Pending(ControlKind kind, CancellationToken stopping) => databases.Database(db => First(db, releaseId, kind, stopping), logger, stopping);

    public Task<bool> Aborts(CancellationToken stopping) => aborts.Get(async () => await Pending(ControlKind.Abort, stopping) is not null);

    /// <summary>BotOps is drained: no further host is started.</summary>
    public Task<bool> Drains(CancellationToken stopping) => drains.Get(() => databases.Database(db => Draining(db, stopping), logger, stopping));

    /// <summary>Hosts that ask while another's question is on its way share the next one: each answer is newer than its question.</summary>
    sealed class SharedAnswer
    {
        readonly Lock gate = new();
        Task<bool> asking = Task.FromResult(false);
        Task<bool>? next;

        public Task<bool> Get(Func<Task<bool>> ask)
        {
            lock (gate) return next ??= Ask(asking, ask);
        }

        async Task<bool> Ask(Task before, Func<Task<bool>> ask)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            lock (gate) (asking, next) = (next!, null);
            return await ask();
        }
    }
}
