using BotOps.Core.Access;
using BotOps.Core.Persistence;

namespace BotOps.Core.Releases;

/// <summary>Ends a release before it starts: an approver's no, the asker's own change of mind, or time.</summary>
public sealed class EndRequest(BotOpsDb db, Roles roles, Audit audit, StartReleases start, ReleaseStory story, TimeProvider clock)
{
    public Task Reject(long id, Guid person, int? round, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        await db.RequireWaiting(of.Release, person, clock.GetUtcNow(), stopping);
        if (round is not null && round != of.Release.Round) throw new UserError(Texts.CardChanged(id));
        if (string.IsNullOrWhiteSpace(reason)) throw new UserError(Texts.RejectReason, tryInstead: $"/botops reject {id} --reason \"after the freeze, please\"");

        var before = of.Release.State;
        of.Release.Reject(person, reason.Trim(), clock.GetUtcNow());
        audit.Note(person, "reject", $"#{id}", $"{before}", $"{of.Release.State}", reason);
        await Told(of.Release, stopping);
    }, stopping);

    public Task Cancel(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        if (of.Release.RequestedBy != person) await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (!of.Release.State.Waits()) throw new UserError(Texts.NotCancellable(of.Release));

        var before = of.Release.State;
        of.Release.Cancel(person, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), clock.GetUtcNow());
        audit.Note(person, "cancel", $"#{id}", $"{before}", $"{of.Release.State}", reason);
        await Told(of.Release, stopping);
        await start.Handle(of.Release.EnvironmentId, stopping);
    }, stopping);

    /// <summary>Nobody decided in time. Does nothing if somebody did in the meantime.</summary>
    public Task Expire(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        if (of.Release.State != ReleaseState.AwaitingApproval || of.Release.ExpiresAt > clock.GetUtcNow()) return;

        of.Release.Expire(Texts.NobodyDecided(of.Release), clock.GetUtcNow());
        audit.Note(null, "expire", $"#{id}", $"{ReleaseState.AwaitingApproval}", $"{of.Release.State}");
        await Told(of.Release, stopping);
    }, stopping);

    async Task Told(Release release, CancellationToken stopping)
    {
        await db.SaveChangesAsync(stopping);
        await story.Decided(release, stopping);
    }
}
