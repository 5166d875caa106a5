using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// Starts the first release or scale order in line of a project and environment when nobody holds the claim and no lock holds it back. Called whenever that may have
/// become true (an approval, an end, the reconciler) and safe to call at any time.
/// </summary>
public sealed class StartReleases(
    BotOpsDb db, LockGate gate, CheckApproval approval, BuildRows builds, ReleaseStory story, StartScaling scaling, ScaleStory scales, IBackgroundJobClient jobs, TimeProvider clock)
{
    public Task Handle(int environmentId, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll(); // who pressed is one of many who read why it was not started
        var environment = await db.LockEnvironment(environmentId, stopping);
        while (!await db.Claims.AnyAsync(c => c.EnvironmentId == environmentId, stopping))
        {
            var (release, order) = (await First(environmentId, stopping), await scaling.First(environmentId, stopping));
            if (order is not null && (release is null || (!release.Urgent && order.QueuedAt < release.QueuedAt)))
            {
                await scaling.Start(order, environment, stopping);
                continue;
            }
            if (release is null) break;
            if (!await approval.StillHolds(release, stopping)) continue; // back to the approvers, the next in line may go

            await Start(release, environment, stopping);
            break;
        }
        await story.QueueMoved(environmentId, stopping);
        await scales.QueueMoved(environmentId, stopping);
    }, stopping);

    async Task<Release?> First(int environmentId, CancellationToken stopping) =>
        await gate.Open().Where(r => r.EnvironmentId == environmentId)
            .OrderByDescending(r => r.Urgent).ThenBy(r => r.QueuedAt).ThenBy(r => r.Id).FirstOrDefaultAsync(stopping) is { } first
            ? (await db.Read(first.Id, stopping)).Release
            : null;

    async Task Start(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await gate.Pass(release, stopping);
        await db.LockBuilds(environment.ProjectId, stopping);
        db.Claims.Add(new Claim { EnvironmentId = environment.Id, ReleaseId = release.Id, Fence = ++environment.LastFence });

        var build = await BuildOf(release, environment, stopping);
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

    async Task<Build> BuildOf(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        if (release.BuildId is { } own) return await db.Builds.SingleAsync(b => b.Id == own, stopping);

        var settings = (await db.SettingsRevisions.SingleAsync(r => r.Id == release.SettingsRevisionId, stopping)).Settings.Build;
        var found = release.Rebuild ? null : await builds.Find(environment.ProjectId, release.Commit, settings, stopping);
        return found ?? await builds.New(environment.ProjectId, release.Commit, settings, orderedBy: null, stopping);
    }
}
