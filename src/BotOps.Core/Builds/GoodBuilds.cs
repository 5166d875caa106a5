using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>Builds that can be deployed as they are: built, not marked bad, with an artifact that is really there.</summary>
public sealed class GoodBuilds(BotOpsDb db, IArtifactStore artifacts)
{
    const int Offered = 5;

    /// <summary>How many of the newest are looked at; a store may be far away.</summary>
    const int Looked = 20;

    /// <summary>The build of that project.</summary>
    /// <exception cref="UserError">There is none, or it cannot be deployed: says why, and which can.</exception>
    public async Task<Build> Require(BuildNumber number, int project, CancellationToken stopping)
    {
        var build = await db.Builds.SingleOrDefaultAsync(b => b.Id == number.Id, stopping);
        var trouble = build is null ? Texts.NoBuild(number)
            : build.ProjectId != project ? Texts.BuildOfOther(number, await db.Projects.Where(p => p.Id == build.ProjectId).Select(p => p.Name).SingleAsync(stopping))
            : await Trouble(build, stopping);
        if (trouble is null) return build!;

        var others = await Newest(project, Offered, stopping);
        throw new UserError(Texts.BuildNotDeployable(trouble, others), $"{number}", meant: others is [var newest, ..] ? $"{new BuildNumber(newest.Id)}" : null);
    }

    /// <summary>Why it cannot be deployed, in a sentence; null: it can.</summary>
    public async Task<string?> Trouble(Build build, CancellationToken stopping) => build.State switch
    {
        BuildState.Succeeded => await artifacts.MayHave(build.ArtifactSha256!, stopping) ? null : Texts.BuildWithoutArtifact(build.Id),
        BuildState.Queued or BuildState.Running => Texts.BuildNotDone(build.Id),
        _ => Texts.BuildWasNoSuccess(build.Id, build.Reason),
    };

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Build>> Newest(int project, int most, CancellationToken stopping)
    {
        List<Build> good = [];
        foreach (var build in await db.Builds.AsNoTracking().Where(b => b.ProjectId == project && b.State == BuildState.Succeeded && b.BadSince == null && b.Id > 0)
            .OrderByDescending(b => b.Id).Take(Looked).ToListAsync(stopping))
        {
            if (good.Count == most) break;
            if (await artifacts.MayHave(build.ArtifactSha256!, stopping)) good.Add(build);
        }
        return good;
    }
}
