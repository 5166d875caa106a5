using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Monitoring;

/// <summary>
/// A host that goes is on the list no more; it waits here until everybody who reads the list has read it since, so that nobody is paged for a
/// host that was stopped on purpose. Where nobody has read it lately there is nobody to wait for.
/// </summary>
public sealed class LeaveMonitoring(MonitoringOptions options, ScaleOptions scale, IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<LeaveMonitoring> logger) : IScaleStep
{
    public ScaleStep Step => ScaleStep.OutOfMonitoring;

    public async Task Do(string project, string environment, Host host, CancellationToken stopping)
    {
        var began = clock.GetUtcNow();
        var before = await Readers(began, stopping);
        if (before.Count == 0) return;

        while ((await Readers(began, stopping)) is var now && before.Any(reader => now.GetValueOrDefault(reader.Key) <= reader.Value))
        {
            if (clock.GetUtcNow() >= began + options.Wait)
            {
                logger.LogWarning("{Host} is stopped although {Readers} have not read since that it goes", host.Name, string.Join(", ", before.Where(r => now.GetValueOrDefault(r.Key) <= r.Value).Select(r => r.Key)));
                return;
            }
            await Task.Delay(scale.Poll, clock, stopping);
        }
        await Task.Delay(options.Settle, clock, stopping);
    }

    Task<Dictionary<string, long>> Readers(DateTimeOffset now, CancellationToken stopping) => databases.Database(
        db => db.TargetReaders.AsNoTracking().Where(r => r.At > now - options.Known).ToDictionaryAsync(r => r.Name, r => r.Reads, stopping), logger, stopping);
}
