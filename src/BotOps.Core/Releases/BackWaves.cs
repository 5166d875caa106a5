using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>The way back: the waves in reverse, each host to what ran there before. One that does not come back keeps no other from it.</summary>
public sealed class BackWaves(
    Rollouts rollouts, HostRollout hosts, RolloutHooks hooks, IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<BackWaves> logger)
{
    /// <returns>False: BotOps is drained, and hosts are left that have not gone back.</returns>
    public async Task<bool> Run(Rollout rollout, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        for (var wave = rollout.Plan.Waves.Count; wave >= 1; wave--)
        {
            await log.Write("rollout", Texts.BackWaveLog(wave), stopping);
            await RolloutWaves.TellFiles(databases, rollout, r => r.Wave == wave && r.Direction == Direction.Back && r.State == HostRunState.Pending, log, logger, stopping);
            var goesBack = await databases.Database(db => RolloutWaves.Hosts(db, rollout, r => r.Wave == wave && r.Direction == Direction.Back, stopping), logger, stopping) is { Count: > 0 };
            if (goesBack) await hooks.Before(rollout, controls, log, Hooks.BeforeWaveName, wave, stopping);
            while (await NextPart(rollout, wave, stopping) is { Count: > 0 } part)
            {
                if (await controls.Drains(stopping)) return false;
                await Deploy(rollout, part, controls, log, stopping);
            }
            if (goesBack) await hooks.After(rollout, controls, log, Hooks.AfterWaveName, wave, stopping);
        }
        return true;
    }

    /// <summary>Aborted: no host is left stopped. Those that failed past Draining go back to their old version before it ends.</summary>
    public async Task BringBackFailed(Rollout rollout, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        await databases.Database(_ => rollouts.Change(rollout, async (_, db, release) =>
        {
            if (rollout.Kind == ReleaseKind.Restart) return;
            foreach (var run in await TurnBack.Touched(db, release.Id).Where(r => r.State == HostRunState.Failed && r.PreviousReleaseId != null).ToListAsync(stopping)) run.TurnBack();
        }, stopping), logger, stopping);
        var open = await databases.Database(db => RolloutWaves.Hosts(db, rollout, r => r.Direction == Direction.Back && HostRun.Open.Contains(r.State), stopping), logger, stopping);
        if (open.Count > 0) await Deploy(rollout, open, controls, log, stopping);
    }

    /// <summary>As many at once as <c>--min-up</c> allows, but always one: to stay on a version that is left is no choice.</summary>
    async Task<List<string>> NextPart(Rollout rollout, int wave, CancellationToken stopping)
    {
        var (open, down) = await databases.Database(async db => (
            await RolloutWaves.Hosts(db, rollout, r => r.Wave == wave && r.Direction == Direction.Back && HostRun.Open.Contains(r.State), stopping),
            (await db.Assignments.Where(a => a.EnvironmentId == rollout.EnvironmentId && a.LeftOut != null).Select(a => a.Host.Name).ToListAsync(stopping)).ToHashSet()), logger, stopping);
        if (open.Count == 0) return [];

        var room = Math.Max(1, rollout.Hosts.Count - down.Count - rollout.Plan.MinUp);
        return WavePlanner.Parts(open, name => !down.Contains(name), room).First();
    }

    async Task Deploy(Rollout rollout, List<string> part, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        await using var news = new HostNews(scopes, rollout.ReleaseId, clock, logger);
        await hosts.DeployAll(rollout, part, controls, news, log, stopping);
    }
}
