using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What was approved is what runs: commit, settings, hosts, plan and the version that runs now.</summary>
public sealed class CheckApproval(BotOpsDb db, ReadCommits commits, ReleaseStory story, TimeProvider clock)
{
    /// <summary>
    /// False when something changed since the card was shown and persons had agreed to it: the release goes back to them with
    /// the new facts. Where nobody had to agree the new facts are simply taken.
    /// </summary>
    public async Task<bool> StillHolds(Release release, CancellationToken stopping)
    {
        var (environment, revision) = await Now(release, stopping);
        var changes = await Changes(release, environment.CurrentBuildId, revision, stopping);
        if (changes.Count == 0) return true;

        release.SettingsRevisionId = revision;
        if (environment.CurrentBuildId is { } runs && runs != release.Facts.RunsBuild)
        {
            var build = await db.Builds.SingleAsync(b => b.Id == runs, stopping);
            var repository = await db.Projects.Where(p => p.Id == environment.ProjectId).Select(p => p.Repository).SingleAsync(stopping);
            release.Facts = release.Facts with
            {
                RunsBuild = runs, RunsCommit = build.Commit, RunsRelease = environment.CurrentReleaseId, RunsSince = clock.GetUtcNow(),
                Commits = await commits.Between(repository, build.Commit, release.Commit, stopping),
            };
        }
        if (release.ApprovalsNeeded == 0) return true;

        release.Void(Texts.ApprovalVoid(changes), clock.GetUtcNow());
        release.ExpiresAt = clock.GetUtcNow() + environment.Policy.Expires;
        await db.SaveChangesAsync(stopping);
        await story.Voided(release, stopping);
        return false;
    }

    async Task<(Projects.DeployEnvironment Environment, long Revision)> Now(Release release, CancellationToken stopping)
    {
        var environment = await db.Environments.SingleAsync(e => e.Id == release.EnvironmentId, stopping);
        return (environment, environment.SettingsRevisionId ?? release.SettingsRevisionId);
    }

    async Task<List<string>> Changes(Release release, long? runs, long revision, CancellationToken stopping)
    {
        List<string> changes = [];
        if (runs != release.Facts.RunsBuild) changes.Add(Texts.RunsNowChanged(release.Facts.RunsBuild, runs));
        if (revision != release.SettingsRevisionId) changes.Add(Texts.SettingsChanged);

        var hosts = await db.Assignments.Where(a => a.EnvironmentId == release.EnvironmentId).Select(a => a.Host.Name).ToListAsync(stopping);
        var planned = release.Plan.Waves.SelectMany(w => w).ToHashSet();
        var gone = planned.Except(hosts).Order().ToList();
        if (gone.Count > 0) changes.Add(Texts.HostsGone(gone));
        if (release.Plan.Whole && hosts.Except(planned).Order().ToList() is { Count: > 0 } added) changes.Add(Texts.HostsAdded(added));
        return changes;
    }
}
