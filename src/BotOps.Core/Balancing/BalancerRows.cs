using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Balancing;

/// <summary>What the rows say of one environment and what is in front of it.</summary>
/// <param name="Fronts">The hosts on which the balancer runs.</param>
/// <param name="Release">The newest one; a call to a host is named by it.</param>
public sealed record BalancerRows(
    Balancer Balancer, string Project, string Environment, IReadOnlyList<Host> Fronts, IReadOnlyList<BalancedHost> Hosts, long Release, long Fence)
{
    /// <summary>Digests of files that were adopted with the environment, by name of the front.</summary>
    public IReadOnlyDictionary<string, string> Adopted { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: nothing is in front of it.</summary>
    public static async Task<BalancerRows?> Read(BotOpsDb db, int environment, CancellationToken stopping)
    {
        var of = await db.Environments.AsNoTracking().Include(e => e.Project).SingleOrDefaultAsync(e => e.Id == environment, stopping);
        if (of?.Balancer is not { } balancer) return null;

        var fronts = await db.Hosts.AsNoTracking().Where(h => balancer.Hosts.Contains(h.Name)).OrderBy(h => h.Name).ToListAsync(stopping);
        var release = await db.Releases.Where(r => r.EnvironmentId == environment).MaxAsync(r => (long?)r.Id, stopping) ?? 1;
        return new(balancer, of.Project.Name, of.Name, fronts, await BalancedHosts(db, of, stopping), release, of.LastFence) { Adopted = of.Adopted?.Files ?? new Dictionary<string, string>() };
    }

    /// <summary>The file's content; null: there is nothing to write.</summary>
    public string? Text => Upstream.Of(Hosts)?.Text(Project, Environment, Balancer.Server);

    /// <summary>It runs just what is rolled back to, and goes on serving (<see cref="HostTarget.Untouched"/>).</summary>
    static bool IsOnlyLookedAt(Assignment host, HostRun run, Release release) => release.Kind == ReleaseKind.Rollback && run.Direction == Direction.Forward && host.LeftOut is null
        && host.ReleaseId == run.PreviousReleaseId && run.PreviousBuildId == release.BuildId && run.PreviousSettingsRevisionId == release.SettingsRevisionId;

    static async Task<IReadOnlyList<BalancedHost>> BalancedHosts(BotOpsDb db, DeployEnvironment of, CancellationToken stopping)
    {
        var assigned = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == of.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var release = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => db.Claims.Any(c => c.EnvironmentId == of.Id && c.ReleaseId == r.Id), stopping);
        var runs = release is null ? [] : await db.HostRuns.AsNoTracking().Where(r => r.ReleaseId == release.Id).ToDictionaryAsync(r => r.HostId, stopping);
        foreach (var host in assigned.Where(a => runs.TryGetValue(a.HostId, out var run) && IsOnlyLookedAt(a, run, release!))) runs.Remove(host.HostId);
        var revisions = assigned.Select(a => a.SettingsRevisionId).Append(of.SettingsRevisionId).OfType<long>().Distinct().ToList();
        var ports = await db.SettingsRevisions.AsNoTracking().Where(r => revisions.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Settings.Run.Port, stopping);
        return assigned.ConvertAll(a => new BalancedHost(a.Host.Name, a.Host.Address, Port(a.SettingsRevisionId) ?? Port(of.SettingsRevisionId) ?? 0)
        {
            Deployed = a.ReleaseId is not null,
            LeftOut = a.LeftOut is not null,
            Run = runs.GetValueOrDefault(a.HostId)?.State,
            Direction = release?.Kind == ReleaseKind.Rollback ? Direction.Back : runs.GetValueOrDefault(a.HostId)?.Direction ?? Direction.Forward,
        });

        int? Port(long? revision) => revision is { } id && ports.GetValueOrDefault(id) is > 0 and var port ? port : null;
    }
}
