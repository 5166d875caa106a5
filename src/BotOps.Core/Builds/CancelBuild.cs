using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>Takes back a build that was ordered ahead, as long as no release waits for it; the worker that builds ends it.</summary>
public sealed class CancelBuild(BotOpsDb db, Roles roles, Audit audit)
{
    public Task<Reply> Handle(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var number = new BuildNumber(id);
        var project = await (from b in db.Builds join p in db.Projects on b.ProjectId equals p.Id where b.Id == id select p).AsNoTracking().SingleOrDefaultAsync(stopping)
            ?? throw new UserError(Texts.NoBuildAnywhere(number), $"{number}", "/botops status");
        await db.LockBuilds(project.Id, stopping); // a release that starts and finds this build has to see it cancelled, or be seen
        var build = await db.Builds.SingleAsync(b => b.Id == id, stopping);

        if (build.OrderedBy != person) await RequireOperator(person, project.Id, project.Name, stopping);
        if (build.Ended) throw new UserError(Texts.BuildHasEnded(build), $"{number}");
        if (build.CancelRequested) throw new UserError(Texts.BuildIsCancelled(number), $"{number}");
        if (await db.Releases.Where(r => r.BuildId == id && r.State == ReleaseState.Building).OrderBy(r => r.Id).Select(r => (long?)r.Id).FirstOrDefaultAsync(stopping) is { } release)
            throw new UserError(Texts.BuildIsAwaited(number, release), $"{number}", $"/botops abort {release}");

        build.CancelRequested = true;
        audit.Note(person, "cancel build", $"{number}", before: build.State.ToString(), why: reason);
        return new Reply(Texts.BuildEnds(number));
    }, stopping);

    /// <summary>A build belongs to no environment: an operator of any of its project may end it.</summary>
    async Task RequireOperator(Guid person, int projectId, string project, CancellationToken stopping)
    {
        foreach (var environment in await db.Environments.Where(e => e.ProjectId == projectId).OrderBy(e => e.Name).Select(e => e.Name).ToListAsync(stopping))
            if (await roles.May(person, Role.Operator, project, environment, stopping)) return;
        await roles.Require(person, Role.Operator, project, Roles.All, stopping);
    }
}
