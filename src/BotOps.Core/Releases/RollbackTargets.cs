using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>A build that ran here before, with the settings that it ran with.</summary>
public sealed record RollbackTarget(Build Build, long SettingsRevisionId, CommitInfo Commit);

/// <summary>What last-good, previous and build:17 are in a project and environment.</summary>
public sealed class RollbackTargets(BotOpsDb db)
{
    const int Named = 5;

    /// <exception cref="UserError">There is none; says which builds there are.</exception>
    public async Task<RollbackTarget> Find(DeployEnvironment environment, string target, CancellationToken stopping)
    {
        var found = target switch
        {
            "last-good" => await LastGood(environment, stopping),
            "previous" => await Previous(environment, stopping),
            _ => await OfBuild(environment, Numbered(environment, long.Parse(target.AsSpan("build:".Length), CultureInfo.InvariantCulture)), stopping),
        };
        return found ?? throw new UserError(Texts.NoRollbackTarget(target, environment.Project.Name, environment.Name, await Known(environment, stopping)), target);
    }

    /// <summary>The newest build that was current, was not rolled back and is not what runs on all hosts now; null: there is none.</summary>
    public async Task<RollbackTarget?> LastGood(DeployEnvironment environment, CancellationToken stopping)
    {
        var runs = await RunsOnAll(environment, stopping);
        return await Target(MadeCurrent(environment).Where(m => m.Build.BadSince == null && m.Build.Id != runs), stopping);
    }

    /// <summary>What was current before the current one.</summary>
    Task<RollbackTarget?> Previous(DeployEnvironment environment, CancellationToken stopping) =>
        Target(MadeCurrent(environment).Where(m => m.Build.Id != environment.CurrentBuildId), stopping);

    async Task<RollbackTarget?> OfBuild(DeployEnvironment environment, long id, CancellationToken stopping) =>
        await Target(MadeCurrent(environment).Where(m => m.Build.Id == id), stopping)
        ?? await Target(Releases(environment).Where(m => m.Build.Id == id), stopping);

    static long Numbered(DeployEnvironment environment, long typed) => typed == 0 ? Build.AdoptedIn(environment.Id) : typed;

    /// <summary>Null: the hosts are mixed, so that even the current build is something to go back to.</summary>
    async Task<long?> RunsOnAll(DeployEnvironment environment, CancellationToken stopping) =>
        await db.Assignments.Where(a => a.EnvironmentId == environment.Id && a.OutBy == null).Select(a => a.BuildId).Distinct().ToListAsync(stopping) is [var only] ? only : null;

    IQueryable<ReleaseOfBuild> MadeCurrent(DeployEnvironment environment) => Releases(environment).Where(m => m.Release.MadeCurrent);

    IQueryable<ReleaseOfBuild> Releases(DeployEnvironment environment) =>
        from release in db.Releases.AsNoTracking()
        join build in db.Builds.AsNoTracking() on release.BuildId equals build.Id
        where release.EnvironmentId == environment.Id && build.State == BuildState.Succeeded && release.EndedAt != null
        orderby release.EndedAt descending, release.Id descending
        select new ReleaseOfBuild { Release = release, Build = build };

    static async Task<RollbackTarget?> Target(IQueryable<ReleaseOfBuild> from, CancellationToken stopping) =>
        await from.FirstOrDefaultAsync(stopping) is { } found ? new RollbackTarget(found.Build, found.Release.SettingsRevisionId, found.Release.Facts.Commit) : null;

    async Task<IReadOnlyList<long>> Known(DeployEnvironment environment, CancellationToken stopping) =>
        [.. (await MadeCurrent(environment).Select(m => m.Build.Id).ToListAsync(stopping)).Distinct().Take(Named)];

    sealed class ReleaseOfBuild
    {
        public required Release Release { get; init; }
        public required Build Build { get; init; }
    }
}
