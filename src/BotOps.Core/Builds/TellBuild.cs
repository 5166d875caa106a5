using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>What the one message of a build that was ordered ahead says now: its last lines while it runs, then how it ended.</summary>
public sealed class TellBuild(BotOpsDb db, LogStore logs)
{
    public static string Topic(long build) => $"build/{build}";

    public async Task<Content> Tell(long id, CancellationToken stopping)
    {
        var build = await db.Builds.AsNoTracking().SingleAsync(b => b.Id == id, stopping);
        var project = await db.Projects.Where(p => p.Id == build.ProjectId).Select(p => p.Name).SingleAsync(stopping);
        var by = await db.Persons.Where(p => p.Id == build.OrderedBy).Select(p => p.Name).SingleAsync(stopping);
        var log = $"/builds/{id}/log";
        var hooks = await db.HookRuns.AsNoTracking().Where(h => h.BuildId == id && h.Failure != null).Select(h => new { h.Hook, h.Failure }).ToListAsync(stopping);
        return build.State switch
        {
            BuildState.Succeeded => new Line(Tone.Ok, "succeeded",
                [
                    $"{project}: {Texts.Built(id, build.EndedAt!.Value - build.StartedAt!.Value, build.ArtifactBytes, build.ArtifactSha256!)} · {Texts.AskedBy(by)} · ", new(Texts.LogLink, Link: log),
                    " · ", new($"/deploy {project} {new BuildNumber(id)}", Code: true),
                    .. hooks.Select(h => new Span($" · {Texts.Hooks.OfBuild(h.Hook, h.Failure!)}")),
                ], build.EndedAt.Value),
            BuildState.Cancelled => new Line(Tone.Bad, "aborted", [await Cancelled(build, project, stopping)], build.EndedAt!.Value),
            BuildState.Failed => new Excerpt(Texts.OrderedBuildFailed(id, project, by, build.Reason), "build", false, await logs.AroundFirstError(build.LogId, "build", stopping), log),
            _ => new Excerpt(Texts.OrderedBuild(id, project, build.Commit, by), "build", true, await logs.NewestOf(build.LogId, stopping), log),
        };
    }

    /// <summary>Who and why is in the audit alone.</summary>
    async Task<string> Cancelled(Build build, string project, CancellationToken stopping)
    {
        var cancel = await (from entry in db.Audit.AsNoTracking()
                            join person in db.Persons on entry.PersonId equals person.Id
                            where entry.Subject == Texts.BuildName(build.Id) && entry.Action == "cancel build"
                            orderby entry.Id descending
                            select new { person.Name, entry.Why }).FirstOrDefaultAsync(stopping);
        return Texts.OrderedBuildCancelled(build.Id, project, cancel?.Name, cancel?.Why);
    }
}
