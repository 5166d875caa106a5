using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Jobs;

/// <summary>What a drain has to wait for: builds, rollouts and scale orders that a living worker has, and hosts that a dead one left in the middle.</summary>
public sealed class WorkUnderWay(BotOpsDb db)
{
    /// <summary>A line each.</summary>
    public async Task<IReadOnlyList<string>> Lines(CancellationToken stopping)
    {
        var builds = await db.Database.SqlQuery<RunningBuild>(
            $"""
            select b.id, p.name as project from botops.builds b join botops.projects p on p.id = b.project_id
            where b.state = 'Running' and b.worker is not null and b.lease_until > now() order by b.id
            """).ToListAsync(stopping);
        var claimed = await db.Database.SqlQuery<RunningRollout>(
            $"""
            select r.id, p.name as project, e.name as environment, coalesce(c.worker is not null and c.lease_until > now(), false) as lives
            from botops.claims c join botops.releases r on r.id = c.release_id
            join botops.environments e on e.id = c.environment_id join botops.projects p on p.id = e.project_id
            where r.state in ('RollingOut', 'RollingBack') order by r.id
            """).ToListAsync(stopping);

        var orders = await db.Database.SqlQuery<RunningRollout>(
            $"""
            select o.id, p.name as project, e.name as environment, true as lives
            from botops.claims c join botops.scale_orders o on o.id = c.scale_order_id
            join botops.environments e on e.id = c.environment_id join botops.projects p on p.id = e.project_id
            where o.state = 'Scaling' and c.worker is not null and c.lease_until > now() order by o.id
            """).ToListAsync(stopping);

        var lines = builds.ConvertAll(b => Texts.Drains.Build(b.Id, b.Project));
        foreach (var rollout in claimed)
        {
            var hosts = await HostsOf(rollout.Id, stopping);
            if (rollout.Lives || hosts.Count > 0) lines.Add(Texts.Drains.Rollout(rollout.Id, $"{rollout.Project} → {rollout.Environment}", hosts, rollout.Lives));
        }
        lines.AddRange(orders.Select(o => Texts.Scaling.UnderWay(o.Id, $"{o.Project} → {o.Environment}")));
        return lines;
    }

    Task<List<string>> HostsOf(long release, CancellationToken stopping) =>
        (from run in db.HostRuns
         join host in db.Hosts on run.HostId equals host.Id
         where run.ReleaseId == release && HostRun.Begun.Contains(run.State)
         orderby host.Name
         select host.Name).ToListAsync(stopping);

    sealed record RunningBuild(long Id, string Project);

    sealed record RunningRollout(long Id, string Project, string Environment, bool Lives);
}
