using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Persistence;
using BotOps.Core.Processes;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Jobs;

/// <summary>
/// Starts what should be moving and is not: a row whose worker died, or whose job was lost between saving and enqueuing. Ends
/// requests that nobody decided. Every job is safe to run twice, so it may run on every worker.
/// </summary>
public sealed class Reconciler(IServiceScopeFactory scopes, Children children, WorkerOptions options, TimeProvider clock, ILogger<Reconciler> logger) : BackgroundService
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var usual = options.Lease / 4 < Longest ? options.Lease / 4 : Longest;
        while (!stopping.IsCancellationRequested)
        {
            var pause = usual;
            try
            {
                await Look(stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogWarning("The reconciler waits for the database: {Error}", error.GetBaseException().Message);
                pause = options.Lease; // leases ran out because nobody could renew them: who lives does so first
            }
            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Look(CancellationToken stopping)
    {
        await Try("leftovers", () => children.ReapLeftovers(stopping)); // of a worker of this machine that died
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var jobs = scope.ServiceProvider.GetRequiredService<IBackgroundJobClient>();

        foreach (var build in await Builds(db, stopping)) jobs.Enqueue<BuildJob>(job => job.Run(build, CancellationToken.None));
        foreach (var release in await Rollouts(db, stopping)) jobs.Enqueue<RolloutJob>(job => job.Run(release, CancellationToken.None));
        foreach (var order in await Scalings(db, stopping)) jobs.Enqueue<ScaleJob>(job => job.Run(order, CancellationToken.None));
        foreach (var order in await Keeps(db, stopping)) jobs.Enqueue<KeepJob>(job => job.Run(order, CancellationToken.None));
        foreach (var order in await BalancerOrders(db, stopping)) jobs.Enqueue<BalanceJob>(job => job.Run(order, CancellationToken.None));
        foreach (var build in await EndedBuilds(db, stopping)) await Move<AfterBuild>($"build:{build}", use => use.Handle(build, stopping));
        foreach (var held in await scope.ServiceProvider.GetRequiredService<WatchLocks>().Due(stopping)) await Move<WatchLocks>($"lock {held}", use => use.Look(held, stopping));
        foreach (var stay in await scope.ServiceProvider.GetRequiredService<WatchStays>().Due(stopping)) await Move<WatchStays>($"the stay of #{stay}", use => use.Look(stay, stopping));
        await Campaigns(scope.ServiceProvider.GetRequiredService<WatchCampaigns>(), jobs, stopping);
        foreach (var environment in await Waiting(db, stopping)) await Move<StartReleases>($"environment {environment}", use => use.Handle(environment, stopping));
        foreach (var release in await Overdue(db, stopping)) await Move<EndRequest>($"#{release}", use => use.Expire(release, stopping));
        foreach (var order in await OverdueOrders(db, stopping)) await Move<DecideScale>($"#{order}", use => use.Expire(order, stopping));
        await Ask(db, stopping);
    }

    Task Campaigns(WatchCampaigns watch, IBackgroundJobClient jobs, CancellationToken stopping) => Try("campaigns", async () =>
    {
        foreach (var order in await watch.Due(stopping)) jobs.Enqueue<CampaignJob>(job => job.Run(order, CancellationToken.None));
        foreach (var order in await watch.Overdue(stopping)) await Move<DecideCampaign>($"#{order}", use => use.Expire(order, stopping));
        foreach (var order in await watch.Stale(stopping)) await Move<DecideCampaign>($"#{order}", use => use.Overtaken(order, stopping));
    });

    Task Ask(BotOpsDb db, CancellationToken stopping) => Try("questions", async () =>
    {
        var now = clock.GetUtcNow();
        foreach (var asks in await db.Releases.AsNoTracking().Where(r => r.State == ReleaseState.AwaitingDecision).ToListAsync(stopping))
        {
            if (asks.Question!.AnswerBy <= now) await Move<AnswerQuestion>($"#{asks.Id}", use => use.Unanswered(asks.Id, stopping));
            else if (asks.Question.AskAgainAt <= now) await Move<AskAgain>($"#{asks.Id}", use => use.Handle(asks.Id, stopping));
        }
    });

    Task Move<T>(string what, Func<T, Task> move) where T : notnull => Try(what, async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        await move(scope.ServiceProvider.GetRequiredService<T>());
    });

    /// <summary>One that cannot be moved does not keep the others waiting.</summary>
    async Task Try(string what, Func<Task> move)
    {
        try
        {
            await move();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "The reconciler could not move {What}", what);
        }
    }

    /// <summary>Somebody waits for it, or for its end, or has ordered it ahead, and nobody works on it. A job just enqueued gets a lease's time to begin.</summary>
    Task<List<long>> Builds(BotOpsDb db, CancellationToken stopping) => db.Database.SqlQuery<long>(
        $"""
        update botops.builds b set lease_until = now() + {options.Lease}, worker = null
        where b.state in ('Queued', 'Running')
          and (b.lease_until < now() or (b.lease_until is null and b.created_at < {clock.GetUtcNow() - options.Lease}))
          and (b.cancel_requested or not exists (select 1 from botops.drains))
          and (b.cancel_requested or b.ordered_by is not null or exists (select 1 from botops.releases r where r.build_id = b.id and r.state = 'Building'))
        returning b.id as "Value"
        """).ToListAsync(stopping);

    /// <summary>
    /// Marked as nobody's, for a lease: the job that is enqueued for it now has so long to begin. While BotOps is drained only hosts
    /// that a dead worker left past Draining, or out of balancer or registry, are brought to their end, and an abort is heard.
    /// </summary>
    Task<List<long>> Rollouts(BotOpsDb db, CancellationToken stopping) => db.Database.SqlQuery<long>(
        $"""
        update botops.claims c set lease_until = now() + {options.Lease}, worker = null
        from botops.releases r
        where r.id = c.release_id and r.state in ('RollingOut', 'RollingBack') and (c.lease_until is null or c.lease_until < now())
          and (not exists (select 1 from botops.drains)
            or exists (select 1 from botops.host_runs h where h.release_id = r.id and h.state in ('Activating', 'Verifying', 'Restoring'))
            or exists (select 1 from botops.environments e join botops.projects p on p.id = e.project_id join botops.host_runs h on h.release_id = r.id and h.state = 'Draining'
              where e.id = r.environment_id and (e.balancer is not null or p.kind = 'Dubbo'))
            or exists (select 1 from botops.controls o where o.release_id = r.id and o.kind = 'Abort' and o.done_at is null))
        returning r.id as "Value"
        """).ToListAsync(stopping);

    /// <summary>As for rollouts. While BotOps is drained none is taken up: what it has begun on a host has ended there.</summary>
    Task<List<long>> Scalings(BotOpsDb db, CancellationToken stopping) => db.Database.SqlQuery<long>(
        $"""
        update botops.claims c set lease_until = now() + {options.Lease}, worker = null
        from botops.scale_orders o
        where o.id = c.scale_order_id and o.state = 'Scaling' and (c.lease_until is null or c.lease_until < now()) and not exists (select 1 from botops.drains)
        returning o.id as "Value"
        """).ToListAsync(stopping);

    /// <summary>Wishes that the cloud has not confirmed yet; a job has two leases' time before another asks.</summary>
    Task<List<long>> Keeps(BotOpsDb db, CancellationToken stopping) => db.Database.SqlQuery<long>(
        $"update botops.scale_orders set keep_tried_at = {clock.GetUtcNow()} where keeping is not null and keep_tried_at < {clock.GetUtcNow() - 2 * options.Lease} returning id as \"Value\"").ToListAsync(stopping);

    Task<List<long>> OverdueOrders(BotOpsDb db, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        return db.ScaleOrders.Where(o => o.State == ScaleState.AwaitingApproval && o.ExpiresAt <= now).Select(o => o.Id).ToListAsync(stopping);
    }

    /// <summary>As for builds. One that the catalog gave has no job of its own and is due at once.</summary>
    Task<List<long>> BalancerOrders(BotOpsDb db, CancellationToken stopping) => db.Database.SqlQuery<long>(
        $"""
        update botops.balancer_orders set lease_until = now() + {options.Lease}, worker = null
        where lease_until < now() or (lease_until is null and at < {clock.GetUtcNow() - options.Lease})
        returning id as "Value"
        """).ToListAsync(stopping);

    static Task<List<long>> EndedBuilds(BotOpsDb db, CancellationToken stopping) =>
        db.Releases.Where(r => r.State == ReleaseState.Building)
            .Join(db.Builds.Where(b => b.State == BuildState.Succeeded || b.State == BuildState.Failed || b.State == BuildState.Cancelled), r => r.BuildId, b => b.Id, (r, b) => b.Id)
            .Distinct().ToListAsync(stopping);

    Task<List<int>> Waiting(BotOpsDb db, CancellationToken stopping) =>
        LockGate.Open(db, clock.GetUtcNow()).Where(r => !db.Claims.Any(c => c.EnvironmentId == r.EnvironmentId))
            .Select(r => r.EnvironmentId)
            .Union(StartScaling.Open(db, clock.GetUtcNow()).Where(o => !db.Claims.Any(c => c.EnvironmentId == o.EnvironmentId)).Select(o => o.EnvironmentId)).ToListAsync(stopping);

    Task<List<long>> Overdue(BotOpsDb db, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        return db.Releases.Where(r => r.State == ReleaseState.AwaitingApproval && r.ExpiresAt <= now).Select(r => r.Id).ToListAsync(stopping);
    }
}
