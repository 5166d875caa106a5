using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// Starts the first release in line of a project and environment when nobody holds the claim. Called whenever that may have
/// become true (an approval, an end, the reconciler) and safe to call at any time.
/// </summary>
public sealed class StartReleases(BotOpsDb db, CheckApproval approval, IArtifactStore artifacts, ReleaseStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    public Task Handle(int environmentId, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var environment = await db.LockEnvironment(environmentId, stopping);
        while (await First(environmentId, stopping) is { } release)
        {
            if (await db.Claims.AnyAsync(c => c.EnvironmentId == environmentId, stopping)) break;
            if (!await approval.StillHolds(release, stopping)) continue; // back to the approvers, the next in line may go

            await Start(release, environment, stopping);
            break;
        }
        await story.QueueMoved(environmentId, stopping);
    }, stopping);

    async Task<Release?> First(int environmentId, CancellationToken stopping) =>
        await db.Releases.Where(r => r.EnvironmentId == environmentId && r.State == ReleaseState.Queued)
            .OrderByDescending(r => r.Urgent).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id).FirstOrDefaultAsync(stopping) is { } first
            ? (await db.Read(first.Id, stopping)).Release
            : null;

    async Task Start(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await db.LockBuilds(environment.ProjectId, stopping);
        db.Claims.Add(new Claim { EnvironmentId = environment.Id, ReleaseId = release.Id, Fence = ++environment.LastFence });

        var build = await FindBuild(release, stopping) ?? await NewBuild(release, environment, stopping);
        release.BuildId = build.Id;
        if (build.State == BuildState.Succeeded)
        {
            release.StartRollout(now);
            db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(release.Id, CancellationToken.None)));
        }
        else
        {
            release.StartBuilding(now);
            db.AfterCommit(() => jobs.Enqueue<BuildJob>(job => job.Run(build.Id, CancellationToken.None)));
        }
        await db.SaveChangesAsync(stopping);
        await story.Started(release, build, stopping);
    }

    /// <summary>What is built or being built already, with an artifact that is really there.</summary>
    async Task<Build?> FindBuild(Release release, CancellationToken stopping)
    {
        if (release.BuildId is { } own) return await db.Builds.SingleAsync(b => b.Id == own, stopping);
        if (release.Rebuild) return null;

        var settings = await BuildSettings(release, stopping);
        var digest = settings.Digest();
        var build = await db.Builds.Where(b => b.ProjectId == ProjectOf(release) && b.Commit == release.Commit && b.SettingsDigest == digest
                && (b.State == BuildState.Queued || b.State == BuildState.Running || b.State == BuildState.Succeeded) && !b.CancelRequested)
            .OrderByDescending(b => b.Id).FirstOrDefaultAsync(stopping);

        if (build is not { State: BuildState.Succeeded }) return build;
        if (await artifacts.Has(build.ArtifactSha256!, stopping)) return build;

        build.Fail(Texts.ArtifactMissing(build.Id), clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        return null;
    }

    async Task<Build> NewBuild(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var settings = await BuildSettings(release, stopping);
        var digest = settings.Digest();
        var before = await db.Builds.Where(b => b.ProjectId == environment.ProjectId && b.Commit == release.Commit && b.SettingsDigest == digest)
            .MaxAsync(b => (int?)b.Rebuild, stopping);

        var log = new Log { CreatedAt = clock.GetUtcNow() };
        db.Logs.Add(log);
        await db.SaveChangesAsync(stopping);
        var build = new Build
        {
            ProjectId = environment.ProjectId, Commit = release.Commit, Settings = settings, SettingsDigest = digest,
            Rebuild = before + 1 ?? 0, LogId = log.Id, CreatedAt = clock.GetUtcNow(),
        };
        db.Builds.Add(build);
        await db.SaveChangesAsync(stopping);
        return build;
    }

    async Task<BuildSettings> BuildSettings(Release release, CancellationToken stopping) =>
        (await db.SettingsRevisions.SingleAsync(r => r.Id == release.SettingsRevisionId, stopping)).Settings.Build;

    int ProjectOf(Release release) => db.Environments.Local.Single(e => e.Id == release.EnvironmentId).ProjectId;
}
