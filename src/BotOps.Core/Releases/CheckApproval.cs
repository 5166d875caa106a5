using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What was approved is what runs: commit, settings, hosts, plan and the version that runs now.</summary>
public sealed class CheckApproval(BotOpsDb db, ReadCommits commits, ReleaseStory story, TimeProvider clock)
{
    /// <summary>Locks are held meanwhile: a repository that does not answer by then is told as one that cannot be compared.</summary>
    static readonly TimeSpan GitPatience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// False when something changed since the card was shown and persons had agreed to it: the release goes back to them with
    /// the new facts. Where nobody had to agree the new facts are simply taken. False as well where its hosts cannot be planned
    /// any more; that ends it.
    /// </summary>
    public async Task<bool> StillHolds(Release release, CancellationToken stopping)
    {
        var environment = await db.Environments.SingleAsync(e => e.Id == release.EnvironmentId, stopping);
        var hosts = await db.Assignments.Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name)
            .Select(a => new PlanHost(a.Host.Name, a.LeftOut == null)).ToListAsync(stopping);
        var changes = HostChanges(release, [.. hosts.Select(h => h.Name)]);
        try
        {
            if (changes.Count > 0) release.Plan = WavePlanner.Plan(release.Options, hosts, environment.Policy.MinUp);
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

    static List<string> HostChanges(Release release, HashSet<string> hosts)
    {
        List<string> changes = [];
        var planned = release.Plan.Waves.SelectMany(w => w).ToHashSet();
        var gone = planned.Except(hosts).Order().ToList();
        if (gone.Count > 0) changes.Add(Texts.HostsGone(gone));
        if (release.Plan.Whole && hosts.Except(planned).Order().ToList() is { Count: > 0 } added) changes.Add(Texts.HostsAdded(added));
        return changes;
    }

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
        var (between, trouble) = release.Kind == ReleaseKind.Deploy ? await Compare(repository, runs?.Commit, release.Commit, stopping) : (Comparison.None, "");
        release.Facts = release.Facts with
        {
            RunsBuild = runs?.Id,
            RunsCommit = runs?.Commit,
            RunsRelease = environment.CurrentReleaseId,
            RunsSince = since,
            Commits = between,
        };
        return Texts.RunsNowChanged(before, runs?.Id) + trouble;
    }

    /// <summary>Where git cannot say what would disappear, what runs is taken to, so that Approve asks again.</summary>
    async Task<(Comparison Between, string Trouble)> Compare(Repository repository, string? from, string to, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(GitPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return (await commits.Between(repository, from, to, either.Token).WaitAsync(either.Token), "");
        }
        catch (Exception error) when (error is SourceError or UserError || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            var runs = new CommitInfo(from!, "", "", clock.GetUtcNow());
            return (new Comparison([], 0, [runs], 1, FromUnknown: true), Texts.NotCompared(error is OperationCanceledException ? null : error.Message));
        }
    }

    async Task End(Release release, string reason, CancellationToken stopping)
    {
        release.Cancel(null, reason, clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        await story.Decided(release, stopping);
    }
}
