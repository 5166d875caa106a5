using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Scaling;

/// <summary>What a job works with from its begin to its end; none of it changes in between.</summary>
/// <param name="Deploying">The environment's current release, in whose name hosts are called.</param>
/// <param name="Target">What new hosts get; null: nothing is current, so nothing runs there.</param>
public sealed record ScaleRun(long OrderId, long LogId, ScaleDirection Direction, ScalePlan Plan, Rollout Deploying, HostTarget? Target)
{
    public long Fence => Deploying.Fence;
    public int EnvironmentId => Deploying.EnvironmentId;
}

/// <summary>Takes and gives back the right to scale.</summary>
public sealed class Scalings(IServiceScopeFactory scopes, WorkerOptions options)
{
    /// <summary>Null when the order is not scaling or a living worker has it; else the claim is ours with a higher fence.</summary>
    public async Task<ScaleRun?> Begin(long order, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        return await db.InTransaction(async () =>
        {
            var of = await db.LockOrder(order, stopping);
            if (of.Order.State != ScaleState.Scaling) return null;

            await db.Database.ExecuteSqlAsync($"select 1 from botops.claims where scale_order_id = {order} for update", stopping); // waits for writes under the old fence
            var fence = of.Environment.LastFence + 1;
            var taken = await db.Database.ExecuteSqlAsync(
                $"""
                update botops.claims set worker = {options.Name}, lease_until = now() + {options.Lease}, fence = {fence}
                where scale_order_id = {order} and (worker is null or lease_until < now())
                """, stopping);
            if (taken == 0) return null;

            of.Environment.LastFence = fence;
            var target = await Target(db, of.Environment, stopping);
            return new ScaleRun(order, of.Order.LogId, of.Order.Direction, of.Order.Plan, Deploying(of, target, fence), target);
        }, stopping);
    }

    static async Task<HostTarget?> Target(BotOpsDb db, DeployEnvironment environment, CancellationToken stopping)
    {
        if (environment is not { CurrentReleaseId: { } release, CurrentBuildId: { } build }) return null;
        var revision = await db.Releases.Where(r => r.Id == release).Select(r => r.SettingsRevisionId).SingleAsync(stopping);
        var run = (await db.SettingsRevisions.AsNoTracking().SingleAsync(r => r.Id == revision, stopping)).Settings.Run;
        return new HostTarget(release, await db.Builds.AsNoTracking().SingleAsync(b => b.Id == build, stopping), revision, run);
    }

    static Rollout Deploying(OrderOf of, HostTarget? target, long fence)
    {
        var settings = target is null ? [] : new Dictionary<long, RunSettings> { [target.SettingsRevisionId] = target.Run };
        var targets = new HostTargets(target?.Folder ?? 1, ReleaseKind.Deploy, target?.Build!, target?.SettingsRevisionId ?? 0, new Dictionary<long, Builds.Build>(), settings, new Dictionary<int, Assignment>());
        return new Rollout(
            target?.Folder ?? 1, of.Environment.Id, of.Project.Name, fence, of.Order.LogId, ReleaseKind.Deploy, Back: false, new WavePlan([], 0, 0, Whole: false), new PlanOptions(), targets, new Dictionary<string, Host>())
        {
            Balanced = of.Environment.Balancer is not null, ProjectId = of.Project.Id, Environment = of.Environment.Name,
        };
    }

    public async Task<bool> Renew(ScaleRun run, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        return await db.Database.ExecuteSqlAsync(
            $"""
            update botops.claims set lease_until = now() + {options.Lease}, worker = {options.Name}
            where scale_order_id = {run.OrderId} and fence = {run.Fence} and (worker is not null or lease_until is not null)
            """, stopping) == 1;
    }

    public async Task GiveBack(ScaleRun run)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        await db.Database.ExecuteSqlAsync($"update botops.claims set lease_until = now(), worker = null where scale_order_id = {run.OrderId} and fence = {run.Fence}", CancellationToken.None);
    }

    /// <summary>
    /// Changes rows in a transaction that first makes sure the claim is still ours: an old worker that wakes after a take-over
    /// changes nothing. A take-over waits for it.
    /// </summary>
    /// <param name="ends">It frees the claim: the environment is locked before it, as whoever takes a claim does.</param>
    public async Task<T> Change<T>(ScaleRun run, Func<IServiceProvider, BotOpsDb, Task<T>> work, CancellationToken stopping, bool ends = false)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        return await db.InTransaction(async () =>
        {
            if (ends) await db.LockEnvironment(run.EnvironmentId, stopping);
            var ours = await db.Database.SqlQuery<int>($"select 1 as \"Value\" from botops.claims where scale_order_id = {run.OrderId} and fence = {run.Fence} for key share").ToListAsync(stopping);
            if (ours.Count == 0) throw new FenceLost("the claim");
            return await work(scope.ServiceProvider, db);
        }, stopping);
    }
}
