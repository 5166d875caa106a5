using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>An ended release once more, as a new one: the same commit or build, the same plan; where only some hosts failed, on those.</summary>
public sealed class RetryRelease(BotOpsDb db, RequestRelease deploy, RequestRollback rollback, RequestRestart restart)
{
    public async Task<Reply?> Handle(long id, Guid person, Place typedIn, CancellationToken stopping)
    {
        var of = await db.Read(id, stopping);
        var release = of.Release;
        if (!release.State.Ended() || release.State is ReleaseState.Succeeded) throw new UserError(Texts.NothingToRetry(release), tryInstead: $"/botops log {id}");

        var options = release.State == ReleaseState.SucceededWithFailures ? release.Options with { Hosts = await Failed(id, stopping), Exclude = [] } : release.Options;
        switch (release.Kind)
        {
            case ReleaseKind.Deploy:
                await deploy.Handle(new DeployInput(of.Project.Name, release.Facts.ReferenceKind == "build" ? release.Reference : release.Commit, of.Environment.Name, options, Note: release.Note, Rebuild: false) { RetryOf = id, OneWay = release.OneWay }, person, typedIn, stopping);
                return null;
            case ReleaseKind.Rollback:
                return await rollback.Handle(new RollbackInput(of.Project.Name, release.Reference, of.Environment.Name, options, Reason: release.Note), person, typedIn, stopping);
            default:
                await restart.Handle(new RestartInput(release.Kind, of.Project.Name, of.Environment.Name, options, Note: release.Note) { RetryOf = id }, person, typedIn, stopping);
                return null;
        }
    }

    async Task<IReadOnlyList<string>> Failed(long id, CancellationToken stopping) =>
        await (from run in db.HostRuns
               join host in db.Hosts on run.HostId equals host.Id
               where run.ReleaseId == id && run.State != HostRunState.Succeeded
               orderby host.Name
               select host.Name).ToListAsync(stopping);
}
