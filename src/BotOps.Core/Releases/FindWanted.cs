using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What a release is to put on hosts.</summary>
/// <param name="Build">Deployed as it is; null: found or built when the release starts.</param>
public sealed record Wanted(Revision Revision, Build? Build);

/// <summary>Finds what was typed as the ref of a deploy: a branch, tag or commit, or a build as it is, for which the source control may be gone.</summary>
public sealed class FindWanted(BotOpsDb db, ReadCommits commits, CommitsIfReachable reachable, GoodBuilds builds, BuildFits fits)
{
    /// <exception cref="UserError">There is no such build of the project, or it cannot be deployed, or it was built for another environment.</exception>
    /// <exception cref="SourceError">There is no such branch, tag or commit.</exception>
    public async Task<Wanted> Find(DeployEnvironment environment, string reference, CancellationToken stopping)
    {
        var project = environment.Project;
        if (BuildNumber.Read(reference) is not { } number) return new Wanted(await commits.Resolve(project.Repository, reference, stopping), null);

        var build = await builds.Require(number, project.Id, stopping);
        await fits.Require(build, environment, stopping);
        var commit = await Known(build, stopping) ?? await reachable.Info(project.Repository, build.Commit, stopping) ?? new CommitInfo(build.Commit, "", "", build.CreatedAt);
        return new Wanted(new Revision($"{number}", "build", commit), build);
    }

    /// <param name="from">What runs now; null: nothing.</param>
    /// <returns>Trouble: why the commits could not be compared, in a line for the card.</returns>
    public async Task<(Comparison Between, string? Trouble)> Between(Project project, string? from, Wanted to, CancellationToken stopping)
    {
        var commit = to.Revision.Commit.Id;
        if (to.Build is null) return (await commits.Between(project.Repository, from, commit, stopping), null);

        var (between, trouble) = await reachable.Between(project.Repository, from, commit, stopping);
        return (between, trouble is null ? null : Texts.CommitsNotCompared(trouble));
    }

    /// <summary>As the release told it that it was built for.</summary>
    async Task<CommitInfo?> Known(Build build, CancellationToken stopping) =>
        (await db.Releases.AsNoTracking().Where(r => r.BuildId == build.Id).OrderBy(r => r.Id).FirstOrDefaultAsync(stopping))?.Facts.Commit;
}
