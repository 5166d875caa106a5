using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Releases;

/// <summary>What a rollout works with from its begin to its end; none of it changes in between.</summary>
/// <param name="Back">It rolls back: the waves go in reverse, each host to what ran there before.</param>
public sealed record Rollout(
    long ReleaseId, int EnvironmentId, string Project, long Fence, long LogId, ReleaseKind Kind, bool Back, WavePlan Plan, PlanOptions Options,
    HostTargets Targets, IReadOnlyDictionary<string, Host> Hosts)
{
    /// <summary>A balancer is in front of the environment.</summary>
    public bool Balanced { get; init; }

    public int ProjectId { get; init; }

    /// <summary>The environment's name.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Null: none.</summary>
    public Hooks? Hooks { get; init; }

    /// <summary>What ran on the hosts before BotOps, and may still; null: nothing that was adopted.</summary>
    public Adoption? Adopted { get; init; }

    /// <summary>Hosts leave dubbo's registry before they are stopped.</summary>
    public bool Registered => Targets.Settings.Values.Any(run => run.Dubbo is not null);

    /// <summary>Read by the worker that runs it, when it begins.</summary>
    public RunSecrets Secrets { get; init; } = RunSecrets.None;

    public string NameOf(HostRun run) => Hosts.Values.First(h => h.Id == run.HostId).Name;
}

/// <summary>Takes and gives back the right to roll a release out.</summary>
public sealed class Rollouts(IServiceScopeFactory scopes, WorkerOptions options)
{
    /// <summary>Null when the release is not rolling out or a living worker has it; else the claim is ours with a higher fence.</summary>
    public async Task<Rollout?> Begin(long releaseId, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        return await db.InTransaction(async () =>
        {
            var of = await db.Lock(releaseId, stopping);
            if (!of.Release.State.RunsInAJob()) return null;

            await db.Database.ExecuteSqlAsync($"select 1 from botops.claims where release_id = {releaseId} for update", stopping); // waits for writes of hosts under the old fence
            var fence = of.Environment.LastFence + 1;
            var taken = await db.Database.ExecuteSqlAsync(
                $"""
                update botops.claims set worker = {options.Name}, lease_until = now() + {options.Lease}, fence = {fence}
                where release_id = {releaseId} and (worker is null or lease_until < now())
                """, stopping);
            if (taken == 0) return null;

            of.Environment.LastFence = fence;
            var hosts = await db.Assignments.Where(a => a.EnvironmentId == of.Environment.Id).ToDictionaryAsync(a => a.HostId, stopping);
            var machines = await db.Hosts.AsNoTracking().Where(h => hosts.Keys.Contains(h.Id)).ToDictionaryAsync(h => h.Name, stopping);
            if (!await db.HostRuns.AnyAsync(r => r.ReleaseId == releaseId, stopping)) PlanHosts(db, of.Release, hosts, machines);
            await db.SaveChangesAsync(stopping);

            var release = of.Release;
            return new Rollout(
                releaseId, of.Environment.Id, of.Project.Name, fence, release.LogId, release.Kind, release.State == ReleaseState.RollingBack, release.Plan, release.Options,
                await Targets(db, release, hosts, stopping), machines)
            {
                Balanced = of.Environment.Balancer is not null, ProjectId = of.Project.Id, Environment = of.Environment.Name, Adopted = of.Environment.Adopted, Hooks = await Hooks(db, release, of.Environment, stopping),
            };
        }, stopping);
    }

    /// <summary>Those of its settings. What goes back to older ones, or starts again what runs with them, has the newest: hooks are of how the environment is run today.</summary>
    static async Task<Hooks?> Hooks(BotOpsDb db, Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var revision = release.Kind is ReleaseKind.Rollback or ReleaseKind.Restart ? environment.SettingsRevisionId ?? release.SettingsRevisionId : release.SettingsRevisionId;
        return (await db.SettingsRevisions.AsNoTracking().SingleAsync(r => r.Id == revision, stopping)).Settings.Hooks;
    }

    static async Task<HostTargets> Targets(BotOpsDb db, Release release, Dictionary<int, Assignment> hosts, CancellationToken stopping)
    {
        var before = await db.HostRuns.AsNoTracking().Where(r => r.ReleaseId == release.Id).Select(r => new { r.PreviousBuildId, r.PreviousSettingsRevisionId }).Distinct().ToListAsync(stopping);
        List<long> builds = [release.BuildId!.Value, .. before.Select(b => b.PreviousBuildId).OfType<long>()];
        List<long> revisions = [release.SettingsRevisionId, .. before.Select(b => b.PreviousSettingsRevisionId).OfType<long>()];
        var known = await db.Builds.AsNoTracking().Where(b => builds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, stopping);
        var settings = await db.SettingsRevisions.AsNoTracking().Where(r => revisions.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Settings.Run, stopping);
        return new HostTargets(release.Id, release.Kind, known[release.BuildId.Value], release.SettingsRevisionId, known, settings, hosts);
    }

    /// <summary>One row a host, with what runs there before anything changes.</summary>
    static void PlanHosts(BotOpsDb db, Release release, Dictionary<int, Assignment> assignments, Dictionary<string, Host> machines)
    {
        foreach (var (wave, number) in release.Plan.Waves.Select((wave, index) => (wave, index + 1)))
        {
            foreach (var name in wave)
            {
                var host = machines[name];
                var now = assignments[host.Id];
                db.HostRuns.Add(new HostRun
                {
                    ReleaseId = release.Id, HostId = host.Id, Wave = number,
                    PreviousReleaseId = now.ReleaseId, PreviousBuildId = now.BuildId, PreviousSettingsRevisionId = now.SettingsRevisionId,
                });
            }
        }
    }

    public async Task<bool> Renew(Rollout rollout, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        return await db.Database.ExecuteSqlAsync( // also one that was marked as nobody's, as long as nobody took it; but not one that this worker has freed
            $"""
            update botops.claims c set lease_until = now() + {options.Lease}, worker = case when r.state in ('RollingOut', 'RollingBack') then {options.Name} else c.worker end
            from botops.releases r where r.id = c.release_id and c.release_id = {rollout.ReleaseId} and c.fence = {rollout.Fence}
              and (c.worker is not null or c.lease_until is not null)
            """, stopping) == 1;
    }

    public async Task GiveBack(Rollout rollout)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        await db.Database.ExecuteSqlAsync($"update botops.claims set lease_until = now(), worker = null where release_id = {rollout.ReleaseId} and fence = {rollout.Fence}", CancellationToken.None);
    }

    /// <summary>
    /// Changes the release in a transaction that first makes sure the claim is still ours: an old worker that wakes after a
    /// take-over changes nothing.
    /// </summary>
    public async Task Change(Rollout rollout, Func<IServiceProvider, BotOpsDb, Release, Task> work, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        await db.InTransaction(async () =>
        {
            var release = (await db.Lock(rollout.ReleaseId, stopping)).Release;
            if (!await db.Claims.AnyAsync(c => c.ReleaseId == rollout.ReleaseId && c.Fence == rollout.Fence, stopping)) throw new FenceLost("the claim");
            await work(scope.ServiceProvider, db, release);
        }, stopping);
    }
}
