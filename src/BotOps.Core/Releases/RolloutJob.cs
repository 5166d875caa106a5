using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>Rolls one release out. Holds nothing in memory: killed and run again anywhere, it goes on where the rows say.</summary>
[AutomaticRetry(Attempts = 0)] // the reconciler restarts a rollout whose worker died
public sealed class RolloutJob(
    Rollouts rollouts, RolloutWaves waves, IDbContextFactory<BotOpsDb> databases, WorkerOptions options, TimeProvider clock, ILogger<RolloutJob> logger)
{
    [Queue("rollout")]
    public async Task Run(long releaseId, CancellationToken stopping)
    {
        if (await databases.Database(_ => rollouts.Begin(releaseId, stopping), logger, stopping) is not { } rollout) return; // ended, paused, or another has it

        using var activity = Telemetry.Source.StartActivity("rollout")?.SetTag("botops.release", releaseId);
        await using var lease = new Lease(options.Lease, token => rollouts.Renew(rollout, token), clock, logger, stopping);
        var controls = new RolloutControls(rollout.ReleaseId, databases, logger);
        try
        {
            await waves.Run(rollout, controls, lease.Lost);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested) await lease.GiveBack(() => rollouts.GiveBack(rollout)); // what runs on the hosts goes on; the next worker attaches
            else logger.LogWarning("#{Release} was taken over: this worker was not heard of for too long", releaseId);
        }
        catch (FenceLost lost)
        {
            logger.LogWarning("#{Release} was taken over: {Reason}", releaseId, lost.Message);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && !lease.Lost.IsCancellationRequested)
        {
            logger.LogError(error, "#{Release} broke", releaseId); // the same error would come at every new try: it ends here, and the thread says so
            await databases.Database(_ => rollouts.Change(rollout, (services, _, release) => release.State.RunsInAJob()
                ? services.GetRequiredService<EndRollout>().Failed(release, Texts.RolloutBroke(error.Message), stopping)
                : Task.CompletedTask, stopping), logger, stopping);
        }
    }
}

/// <summary>A host has seen a higher fence: this worker must not act for the release any more.</summary>
public sealed class FenceLost(string host) : Exception($"{host} has seen a higher fence");
