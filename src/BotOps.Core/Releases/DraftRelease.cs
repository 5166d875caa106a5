using BotOps.Core.Balancing;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Plans a release that builds nothing: of a build that is there, on hosts as they are, without git.</summary>
public sealed class DraftRelease(BotOpsDb db, AskHosts ask, TimeProvider clock)
{
    /// <param name="which">Hosts that could take part; those that may not are in no wave.</param>
    public async Task<Draft> Of(DeployEnvironment environment, ReleaseKind kind, PlanOptions options, RollbackTarget target, Func<Assignment, bool> which, string minUp, CancellationToken stopping)
    {
        var project = environment.Project;
        var revision = await db.SettingsRevisions.SingleAsync(r => r.Id == target.SettingsRevisionId, stopping);
        var all = await db.Assignments.Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var assignments = all.Where(which).ToList();
        if (assignments.Count == 0) throw new UserError(Texts.NoHostsFor(kind, project.Name, environment.Name));

        var plan = WavePlanner.Plan(options, [.. assignments.Select(a => new PlanHost(a.Host.Name, a.LeftOut is null, a.OutByHand))], minUp);
        var findings = await ask.Findings(environment, revision.Settings.Run, [.. assignments.Where(a => plan.Waves.Any(w => w.Contains(a.Host.Name)))], stopping);
        if (kind != ReleaseKind.Rollback) LeftServers.Require(environment, all, plan);
        else if (LeftServers.FirstWithout(environment, all, plan) is { } wave) findings = [.. findings, Languages.ToAll(() => Texts.Balancing.NobodyServes(wave, plan.Waves.Count))]; // the way back is open even then
        return new Draft(plan, await Facts(environment, target, findings, stopping), clock.GetUtcNow());
    }

    async Task<ReleaseFacts> Facts(DeployEnvironment environment, RollbackTarget target, IReadOnlyList<string> findings, CancellationToken stopping)
    {
        var runs = await db.Builds.SingleOrDefaultAsync(b => b.Id == environment.CurrentBuildId, stopping);
        var since = await db.Releases.Where(r => r.Id == environment.CurrentReleaseId).Select(r => r.EndedAt).SingleOrDefaultAsync(stopping);
        return new ReleaseFacts(target.Commit, "build", Comparison.None, runs?.Id, runs?.KnownCommit, since, environment.CurrentReleaseId, findings);
    }
}

/// <param name="At">When it was planned; a request waits for its decision from then on.</param>
public sealed record Draft(WavePlan Plan, ReleaseFacts Facts, DateTimeOffset At);
