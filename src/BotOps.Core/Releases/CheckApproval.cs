using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What was approved is what runs: commit, settings, hosts, plan and the version that runs now.</summary>
public sealed class CheckApproval(BotOpsDb db, CommitsIfReachable commits, GoodBuilds builds, ReleaseStory story, TimeProvider clock)
{
    /// <summary>
    /// False when something changed since the card was shown and persons had agreed to it: the release goes back to them with
    /// the new facts. Where nobody had to agree the new facts are simply taken. False as well where its hosts cannot be planned
    /// any more, or the build that it names is gone; that ends it.
    /// </summary>
    public async Task<bool> StillHolds(Release release, CancellationToken stopping)
    {
        var environment = (await db.Environments.FindAsync([release.EnvironmentId], stopping))!;
        var assignments = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var hosts = assignments.ConvertAll(a => new PlanHost(a.Host.Name, a.LeftOut is null, a.OutByHand));
        var changes = HostChanges(release, hosts);
        if (await BuildTrouble(release, stopping) is { } trouble)
        {
            await End(release, Texts.CannotStart(trouble), stopping);
            return false;
        }
        try
        {
            if (changes.Count > 0) release.Plan = WavePlanner.Plan(release.Options, hosts, environment.Policy.MinUp);
            if (release.Kind != ReleaseKind.Rollback) LeftServers.Require(environment, assignments, release.Plan);
        }
        catch (UserError error)
        {
            await End(release, Texts.CannotPlan(changes, error.Message), stopping);
            return false;
        }
        if (release.Kind is ReleaseKind.Settings && environment.CurrentBuildId != release.BuildId)
        {
            await End(release, Texts.SettingsOfAnotherBuild(release.BuildId, environment.CurrentBuildId), stopping);
            return false;
        }
        if (release.Kind is ReleaseKind.Deploy or ReleaseKind.Settings && TakeSettings(release, environment)) changes.Add(Texts.SettingsChanged);
        if (environment.CurrentBuildId != release.Facts.RunsBuild) changes.Add(await TakeRunning(release, environment, stopping));
        if (changes.Count == 0 || release.ApprovalsNeeded == 0) return true;

        release.Void(Texts.ApprovalVoid(changes), clock.GetUtcNow());
        release.ExpiresAt = clock.GetUtcNow() + environment.Policy.Expires;
        await db.SaveChangesAsync(stopping);
        await story.Voided(release, stopping);
        return false;
    }

    static List<string> HostChanges(Release release, IReadOnlyList<PlanHost> hosts)
    {
        var planned = release.Plan.Waves.SelectMany(w => w).ToHashSet();
        var more = release.Plan.Whole ? hosts.Where(h => !h.ByHand).Select(h => h.Name).Except(planned).ToList() : [];
        List<string?> changes =
        [
            Said(planned.Except(hosts.Select(h => h.Name)), Texts.HostsGone),
            Said(hosts.Where(h => h.ByHand && planned.Contains(h.Name) && !HostPatterns.Named(release.Options, h.Name)).Select(h => h.Name), Texts.HostsTakenOut),
            Said(more.Except(release.Plan.Out), Texts.HostsAdded),
            Said(more.Intersect(release.Plan.Out), Texts.HostsBackIn),
        ];
        return [.. changes.OfType<string>()];
    }

    static string? Said(IEnumerable<string> hosts, Func<IReadOnlyList<string>, string> says) => hosts.Order().ToList() is { Count: > 0 } some ? says(some) : null;

    /// <summary>A deploy of a build as it is (<c>build:17</c>) has nothing to build it from.</summary>
    async Task<string?> BuildTrouble(Release release, CancellationToken stopping) =>
        release is { Kind: ReleaseKind.Deploy, BuildId: { } own } ? await builds.Trouble(await db.Builds.SingleAsync(b => b.Id == own, stopping), stopping) : null;

    static bool TakeSettings(Release release, DeployEnvironment environment)
    {
        if (environment.SettingsRevisionId is not { } revision || revision == release.SettingsRevisionId) return false;
        release.SettingsRevisionId = revision;
        return true;
    }

    async Task<string> TakeRunning(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var before = release.Facts.RunsBuild;
        var runs = await db.Builds.SingleOrDefaultAsync(b => b.Id == environment.CurrentBuildId, stopping);
        var since = await db.Releases.Where(r => r.Id == environment.CurrentReleaseId).Select(r => r.EndedAt).SingleOrDefaultAsync(stopping);
        var repository = await db.Projects.Where(p => p.Id == environment.ProjectId).Select(p => p.Repository).SingleAsync(stopping);
        var (between, trouble) = release.Kind == ReleaseKind.Deploy ? await commits.Between(repository, runs?.KnownCommit, release.Commit, stopping) : (Comparison.None, null);
        release.Facts = release.Facts with
        {
            RunsBuild = runs?.Id,
            RunsCommit = runs?.KnownCommit,
            RunsRelease = environment.CurrentReleaseId,
            RunsSince = since,
            Commits = between,
        };
        return Texts.RunsNowChanged(before, runs?.Id) + (trouble is null ? "" : Texts.NotCompared(trouble.Length == 0 ? null : trouble));
    }

    async Task End(Release release, string reason, CancellationToken stopping)
    {
        release.Cancel(null, reason, clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        await story.Decided(release, stopping);
    }
}
