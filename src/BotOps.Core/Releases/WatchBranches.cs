using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>
/// A branch that moves while a release of it waits or builds changes nothing: what was asked for is what is built. The thread says
/// so, once for each move, however many workers look.
/// </summary>
public sealed class WatchBranches(IServiceScopeFactory scopes, TimeProvider clock, ILogger<WatchBranches> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await TryLook(stopping);
        }
        catch (OperationCanceledException)
        {
            // BotOps stops
        }
    }

    async Task TryLook(CancellationToken stopping)
    {
        try
        {
            await Look(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning("Branches are looked at again in a minute: {Error}", error.GetBaseException().Message);
        }
    }

    public async Task Look(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        foreach (var branch in (await Watched(db, stopping)).GroupBy(w => (w.Repository, w.Release.Reference)))
        {
            if (await Head(scope.ServiceProvider.GetRequiredService<ReadCommits>(), branch.Key.Repository, branch.Key.Reference, stopping) is not { } head) continue;

            foreach (var (release, _) in branch.Where(w => w.Release.Commit != head.Id))
                await db.InTransaction(() => scope.ServiceProvider.GetRequiredService<ReleaseStory>().BranchMoved(release, head, stopping), stopping);
        }
    }

    static async Task<IReadOnlyList<(Release Release, Repository Repository)>> Watched(BotOpsDb db, CancellationToken stopping)
    {
        var waiting = await (from release in db.Releases.AsNoTracking()
                             join environment in db.Environments on release.EnvironmentId equals environment.Id
                             where release.Kind == ReleaseKind.Deploy && (release.State == AwaitingApproval || release.State == Queued || release.State == Building)
                             orderby release.Id
                             select new { release, environment.Project.Repository }).ToListAsync(stopping);
        return [.. waiting.Where(w => w.release.Facts.ReferenceKind == "branch").Select(w => (w.release, w.Repository))];
    }

    /// <summary>Null: the repository does not answer, or has no such branch any more. Whoever deploys it is told; this is no news of its own.</summary>
    async Task<CommitInfo?> Head(ReadCommits commits, Repository repository, string branch, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return (await commits.Resolve(repository, branch, either.Token)).Commit;
        }
        catch (Exception error) when (error is SourceError or UserError || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return null;
        }
    }
}
