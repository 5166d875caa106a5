using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Core.Secrets;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>Carries one order out. Holds nothing in memory: killed and run again anywhere, it goes on where the rows say.</summary>
[AutomaticRetry(Attempts = 0)] // the reconciler restarts one whose worker died
public sealed class ScaleJob(
    Scalings scalings, BuyHosts buy, ScaleWalk walk, GiveBackWaves back, Clouds clouds, SecretReferences secrets, LogStore logs, ScaleOptions scale, IDbContextFactory<BotOpsDb> databases,
    WorkerOptions options, TimeProvider clock, ILogger<ScaleJob> logger)
{
    [Queue("rollout")]
    public async Task Run(long order, CancellationToken stopping)
    {
        if (await databases.Database(_ => scalings.Begin(order, stopping), logger, stopping) is not { } run) return; // ended, waiting, or another has it

        using var activity = Telemetry.Source.StartActivity("scaling")?.SetTag("botops.order", order);
        await using var lease = new Lease(options.Lease, token => scalings.Renew(run, token), clock, logger, stopping);
        try
        {
            await Scale(run, lease.Lost);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested) await lease.GiveBack(() => scalings.GiveBack(run));
            else logger.LogWarning("#{Order} was taken over: this worker was not heard of for too long", order);
        }
        catch (FenceLost lost)
        {
            logger.LogWarning("#{Order} was taken over: {Reason}", order, lost.Message);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && !lease.Lost.IsCancellationRequested)
        {
            logger.LogError(error, "#{Order} broke", order);
            await End(run, (end, db) => end.Broke(order, error.Message, stopping), stopping);
        }
    }

    async Task Scale(ScaleRun run, CancellationToken stopping)
    {
        if (run.Target is { } target) run = run with { Deploying = run.Deploying with { Secrets = await RunSecrets.Read(secrets, [target.Run], stopping) } };
        await using var log = logs.Open(run.LogId, run.Deploying.Secrets.Mask, stopping);
        var watch = new InstanceWatch(clouds.Named(run.Plan.Settings.Account), run.Plan, scale, clock, logger);
        var walking = new Dictionary<long, Task>();
        var question = run.Direction == ScaleDirection.In ? await back.Run(run, watch, log, Stops, stopping) : null;
        if (run.Direction == ScaleDirection.Out) await Out();
        await log.Flush(stopping);
        await End(run, (end, _) => question is null ? end.Done(run.OrderId, stopping) : end.Asks(run.OrderId, question, stopping), stopping);

        async Task Out()
        {
            await Start();
            if (!await Stops())
                await foreach (var _ in buy.Run(run, log, stopping)) await Start();
            await Task.WhenAll(walking.Values);
        }

        async Task Start()
        {
            foreach (var host in await Ready(run, stopping))
                if (!walking.ContainsKey(host.Id)) walking.Add(host.Id, walk.Walk(run, host, watch, log, Stops, stopping));
        }

        Task<bool> Stops() => databases.Database(async db => await Rollbacks(db, run.EnvironmentId).AnyAsync(stopping) || await db.Drains.AnyAsync(stopping), logger, stopping);
    }

    /// <summary>Those that wait and that no further step is begun for.</summary>
    public static IQueryable<Release> Rollbacks(BotOpsDb db, int environment) => db.Releases.Where(r => r.EnvironmentId == environment && r.Urgent && r.State == ReleaseState.Queued);

    /// <summary>Those that are bought, or go.</summary>
    Task<List<ScaleHost>> Ready(ScaleRun run, CancellationToken stopping) => databases.Database(async db =>
    {
        var order = await db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == run.OrderId, stopping);
        var hosts = await db.ScaleHosts.AsNoTracking().Where(h => h.OrderId == run.OrderId).OrderBy(h => h.Id).ToListAsync(stopping);
        var lacking = BuyHosts.Lacking(order, hosts).Select(index => order.Plan.Names[index]).ToHashSet();
        return hosts.Where(h => !h.Ended && !(h.State == ScaleStep.Planned && lacking.Contains(h.Name))).ToList();
    }, logger, stopping);

    Task<bool> End(ScaleRun run, Func<EndScaling, BotOpsDb, Task> end, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (services, db) =>
    {
        await end(services.GetRequiredService<EndScaling>(), db);
        return true;
    }, stopping, ends: true), logger, stopping);
}
