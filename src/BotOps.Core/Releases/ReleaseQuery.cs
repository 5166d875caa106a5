using BotOps.Core.Access;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Reads releases for those who look at them; changes nothing.</summary>
public sealed class ReleaseQuery(BotOpsDb db)
{
    /// <summary>Null where there is no such release.</summary>
    public async Task<ReleaseView?> Find(long id, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().Include(r => r.History.OrderBy(h => h.Id)).SingleOrDefaultAsync(r => r.Id == id, stopping);
        if (release is null) return null;

        var environment = await db.Environments.AsNoTracking().Include(e => e.Project).SingleAsync(e => e.Id == release.EnvironmentId, stopping);
        var settings = await db.SettingsRevisions.Where(r => r.Id == release.SettingsRevisionId).Select(r => r.Number).SingleAsync(stopping);
        var build = await db.Builds.AsNoTracking().SingleOrDefaultAsync(b => b.Id == release.BuildId, stopping);
        var approvals = await db.Approvals.AsNoTracking().Where(a => a.ReleaseId == id).OrderBy(a => a.At).ToListAsync(stopping);
        var logs = await db.Logs.AsNoTracking().Where(l => l.Id == release.LogId || build != null && l.Id == build.LogId).ToListAsync(stopping);
        var heldBy = release.State == ReleaseState.Queued
            ? await db.Claims.Where(c => c.EnvironmentId == environment.Id).Select(c => c.ReleaseId ?? c.ScaleOrderId).SingleOrDefaultAsync(stopping)
            : null;
        var ordered = await db.Controls.Where(c => c.ReleaseId == id && c.DoneAt == null).Select(c => c.Kind).Distinct().ToListAsync(stopping);

        return new ReleaseView(release, environment.Project.Name, environment.Name, settings, build,
            await Hosts(release, stopping), approvals, await Persons(release, approvals, stopping),
            logs.Single(l => l.Id == release.LogId), logs.SingleOrDefault(l => l.Id == build?.LogId), heldBy, release.State.Ended() ? [] : ordered)
        {
            HeldByLock = release is { State: ReleaseState.Queued, Override: null, Urgent: false } ? await db.OpenLock(environment.Id, stopping) : null,
        };
    }

    async Task<List<HostView>> Hosts(Release release, CancellationToken stopping)
    {
        var assigned = await db.Assignments.AsNoTracking().Include(a => a.Host)
            .Where(a => a.EnvironmentId == release.EnvironmentId).ToDictionaryAsync(a => a.Host.Name, stopping);
        var runs = await db.HostRuns.AsNoTracking().Where(r => r.ReleaseId == release.Id)
            .Join(db.Hosts, r => r.HostId, h => h.Id, (run, host) => new { run, host.Name }).ToListAsync(stopping);
        if (runs.Count == 0) return [.. Planned(release.Plan, assigned)];

        var ids = runs.Select(r => r.run.Id).ToList();
        var steps = (await db.HostSteps.AsNoTracking().Where(s => ids.Contains(s.HostRunId)).OrderBy(s => s.Id).ToListAsync(stopping))
            .ToLookup(s => s.HostRunId);
        return [.. runs.OrderBy(r => r.run.Wave).ThenBy(r => r.run.Id).Select(r => Ran(r.run, r.Name, assigned.GetValueOrDefault(r.Name), [.. steps[r.run.Id]]))];
    }

    static HostView Ran(HostRun run, string name, Assignment? now, IReadOnlyList<HostStep> steps) => new(
        name, run.Wave, run.State, run.FailedStep, run.Reason, run.StartedAt, run.EndedAt, run.PreviousBuildId, now?.BuildId, now?.LeftOut, steps);

    static IEnumerable<HostView> Planned(WavePlan plan, Dictionary<string, Assignment> assigned) =>
        from wave in plan.Waves.Index()
        from host in wave.Item
        let now = assigned.GetValueOrDefault(host)
        select new HostView(host, wave.Index + 1, HostRunState.Pending, null, null, null, null, now?.BuildId, now?.BuildId, now?.LeftOut, []);

    async Task<Dictionary<Guid, Person>> Persons(Release release, List<Approval> approvals, CancellationToken stopping)
    {
        List<Guid> ids = [release.RequestedBy, .. approvals.Select(a => a.PersonId), .. release.History.Select(h => h.By).OfType<Guid>()];
        return await db.Persons.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, stopping);
    }
}
