using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Secrets;

/// <summary>
/// Reads what the services of a rollout need: with its own settings, and with those that its hosts ran before, which they may go
/// back to and whose logs are read.
/// </summary>
public sealed class ReadRunSecrets(IDbContextFactory<BotOpsDb> databases, SecretReferences references, ILogger<ReadRunSecrets> logger)
{
    public async Task<RunSecrets> Of(Rollout rollout, CancellationToken stopping)
    {
        var before = await databases.Database(db => db.SettingsRevisions.AsNoTracking()
            .Where(s => db.HostRuns.Any(r => r.ReleaseId == rollout.ReleaseId && r.PreviousSettingsRevisionId == s.Id))
            .Select(s => s.Settings).ToListAsync(stopping), logger, stopping);
        return await RunSecrets.Read(references, [rollout.Run, .. before.Select(s => s.Run)], stopping);
    }
}
