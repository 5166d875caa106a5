using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// Branches that the policy does not allow and builds that are marked bad are refused at the request, unless who may override
/// says why.
/// </summary>
public sealed class CheckAllowed(BotOpsDb db, Roles roles, ReadCommits commits)
{
    /// <returns>The facts, with what the override passes.</returns>
    /// <exception cref="UserError">Refused with the reason, and with the line to type where the person may override.</exception>
    public async Task<ReleaseFacts> Require(
        DeployInput input, Guid person, DeployEnvironment environment, Wanted wanted, BuildSettings settings, ReleaseFacts facts, CancellationToken stopping)
    {
        var found = wanted.Revision;
        if (input.Override is not null) await roles.Require(person, environment.Policy.Override, environment.Project.Name, environment.Name, stopping);

        var branchAllowed = await BranchAllowed(environment, found, overridden: input.Override is not null, stopping);
        var bad = wanted.Build is { } build ? build.BadSince is null ? null : build : await BadBuild(environment, found, settings, stopping);
        if (input.Override is null && !branchAllowed)
            throw await Refused(Texts.BranchNotAllowed(found.Name, environment.Project.Name, environment.Name, environment.Policy.Branches));
        if (input.Override is null && bad is not null)
            throw await Refused(Texts.BuildIsBad(bad.Id, found.Commit.Short, bad.BadBecause));
        return facts with { BranchNotAllowed = !branchAllowed, BadBuild = bad?.Id };

        async Task<UserError> Refused(string why)
        {
            var policy = environment.Policy.Override;
            var fault = input.Reference ?? input.Project;
            if (!await roles.May(person, policy, environment.Project.Name, environment.Name, stopping))
                return new UserError(Texts.OverrideBy(why, policy, [.. (await roles.Holders(policy, environment.Project.Name, environment.Name, stopping)).Select(p => p.Handle)]), fault);

            var words = $"--override \"{Texts.WhyOverride}\"";
            return new UserError(Texts.OverrideToPass(why), fault, $"/deploy {input.Project} {found.Name} to {environment.Name} {words}", meant: $"{fault} {words}");
        }
    }

    /// <summary>What an override passes at the request; the lock that it passes at the start is noted then.</summary>
    public static string Passed(Release release) => string.Join(", ", new[]
    {
        release.Facts.BranchNotAllowed ? $"branch {release.Reference}" : null, release.Facts.BadBuild is { } build ? $"bad build:{build}" : null,
    }.OfType<string>());

    async Task<bool> BranchAllowed(DeployEnvironment environment, Revision found, bool overridden, CancellationToken stopping)
    {
        var branches = environment.Policy.Branches;
        if (branches.Count == 0 || found.Kind != "commit" && BranchPatterns.Mean(branches, found.Name)) return true;
        try
        {
            return found.Kind != "branch" && await commits.IsOn(environment.Project.Repository, found.Commit.Id, branches, stopping);
        }
        catch (SourceError) when (overridden)
        {
            return false; // nobody can say where it is, and the override passes it
        }
    }

    /// <summary>The newest build of that commit with those settings: a newer one that nobody rolled back clears it.</summary>
    async Task<Build?> BadBuild(DeployEnvironment environment, Revision found, BuildSettings settings, CancellationToken stopping)
    {
        var digest = settings.Digest();
        var newest = await db.Builds.AsNoTracking()
            .Where(b => b.ProjectId == environment.ProjectId && b.Commit == found.Commit.Id && b.SettingsDigest == digest && b.State == BuildState.Succeeded)
            .OrderByDescending(b => b.Id).FirstOrDefaultAsync(stopping);
        return newest is { BadSince: not null } ? newest : null;
    }
}
