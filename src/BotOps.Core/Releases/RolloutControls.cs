using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>What persons have pressed for a rollout since it runs; asked anew before every host step.</summary>
public sealed class RolloutControls(long releaseId, IDbContextFactory<BotOpsDb> databases, ILogger logger)
{
    public async Task<Control?> Pending(ControlKind kind, CancellationToken stopping) => await databases.Database(db =>
        db.Controls.AsNoTracking().Where(c => c.ReleaseId == releaseId && c.Kind == kind && c.DoneAt == null).OrderBy(c => c.Id).FirstOrDefaultAsync(stopping), logger, stopping);

    public async Task<bool> Aborts(CancellationToken stopping) => await Pending(ControlKind.Abort, stopping) is not null;

}
