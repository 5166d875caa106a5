using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>Gives hosts back wave by wave: before each but the first, those that stay have to be well, and able to carry the load.</summary>
public sealed class GiveBackWaves(ScaleWalk walk, BackCommands commands, IDbContextFactory<BotOpsDb> databases, IServiceScopeFactory scopes, WorkerOptions options, ILogger<GiveBackWaves> logger)
{
    /// <returns>What keeps the next wave, for a person to decide; null: nothing does.</returns>
    public async Task<string?> Run(ScaleRun run, InstanceWatch watch, ILogSink log, Func<Task<bool>> stops, CancellationToken stopping)
    {
        var hosts = await databases.Database(db => db.ScaleHosts.AsNoTracking().Where(h => h.OrderId == run.OrderId).OrderBy(h => h.Id).ToListAsync(stopping), logger, stopping);
        var size = Math.Max(1, Amount.Parse(run.Plan.Settings.Back.Wave).Of(hosts.Count));
        foreach (var (index, wave) in hosts.Chunk(size).Index())
        {
            if (await stops()) return null;
            var begins = index > 0 && wave.Any(h => !h.Ended) && wave.All(h => h.Ended || h.State == ScaleStep.InService);
            if (begins && await Keeps(run, index + 1, log, stopping) is { } problem) return problem;
            await Task.WhenAll(wave.Where(h => !h.Ended).Select(h => walk.Walk(run, h, watch, log, stops, stopping)));
        }
        return null;
    }

    async Task<string?> Keeps(ScaleRun run, int wave, ILogSink log, CancellationToken stopping)
    {
        await log.Write("waves", Texts.Stays.LooksBefore(wave), stopping);
        if (await Unwell(run, stopping) is { Count: > 0 } ill)
        {
            foreach (var (host, why) in ill) await log.Write(host, why, stopping);
            return Texts.Stays.NotWell(wave, [.. ill.Select(i => i.Host)], ill[0].Why);
        }
        return await commands.AskLoad(run, wave, log, stopping) is { } refusal ? Texts.Stays.NotCarried(wave, refusal) : null;
    }

    /// <summary>Of the hosts that serve and do not go.</summary>
    async Task<List<(string Host, string Why)>> Unwell(ScaleRun run, CancellationToken stopping)
    {
        var (names, environment) = (run.Plan.Names, run.EnvironmentId);
        var (of, serving) = await databases.Database(async db => (await db.Environments.AsNoTracking().Include(e => e.Project).SingleAsync(e => e.Id == environment, stopping),
            await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == environment && a.LeftOut == null && !names.Contains(a.Host.Name)).OrderBy(a => a.Host.Name).ToListAsync(stopping)), logger, stopping);
        using var most = new SemaphoreSlim(options.ParallelHosts);
        var answers = await Task.WhenAll(serving.Select(async assignment =>
        {
            await most.WaitAsync(stopping);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<FitToServe>().RequireHealthy(new HostOf(assignment, of), stopping);
                return (assignment.Host.Name, Why: (string?)null);
            }
            catch (UserError error)
            {
                return (assignment.Host.Name, Why: error.Message);
            }
            finally
            {
                most.Release();
            }
        }));
        return [.. answers.Where(a => a.Why is not null).Select(a => (a.Name, a.Why!))];
    }
}
