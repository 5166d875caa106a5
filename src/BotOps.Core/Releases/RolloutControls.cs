using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>What persons have pressed for a rollout since it runs; asked anew before every host step.</summary>
public sealed class RolloutControls(long releaseId, IDbContextFactory<BotOpsDb> databases, ILogger logger)
{
    readonly Lock gate = new();
    Task<bool> asking = Task.FromResult(false);
    Task<bool>? next;

    public async Task<Control?> Pending(ControlKind kind, CancellationToken stopping) => await databases.Database(db =>
        db.Controls.AsNoTracking().Where(c => c.ReleaseId == releaseId && c.Kind == kind && c.DoneAt == null).OrderBy(c => c.Id).FirstOrDefaultAsync(stopping), logger, stopping);

    /// <summary>Hosts that ask while another's question is on its way share the next one: each answer is newer than its question.</summary>
    public Task<bool> Aborts(CancellationToken stopping)
    {
        lock (gate) return next ??= Ask(asking, stopping);
    }

    async Task<bool> Ask(Task before, CancellationToken stopping)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (gate) (asking, next) = (next!, null);
        return await Pending(ControlKind.Abort, stopping) is not null;
    }
}
