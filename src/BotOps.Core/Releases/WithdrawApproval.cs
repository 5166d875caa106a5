using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>An approver takes their yes back: in line it waits for approvers again, later it is aborted, as long as no host has drained.</summary>
public sealed class WithdrawApproval(BotOpsDb db, Roles roles, Audit audit, ControlRollout control, StartReleases start, ReleaseStory story, TimeProvider clock)
{
    public Task Handle(long id, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        var release = of.Release;
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        var who = await db.Persons.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(stopping);
        if (!await MayStill(release, stopping)) throw new UserError(Texts.TooLateToWithdraw(release));
        if (!await db.Approvals.AnyAsync(a => a.ReleaseId == id && a.Round == release.Round && a.PersonId == person, stopping)) throw new UserError(Texts.NothingToWithdraw(id));

        audit.Note(person, "withdraw", $"#{id}", before: release.State.ToString());
        if (release.State == ReleaseState.AwaitingApproval)
        {
            await db.Approvals.Where(a => a.ReleaseId == id && a.Round == release.Round && a.PersonId == person).ExecuteDeleteAsync(stopping);
            await story.Raise(release, stopping);
        }
        else if (release.State == ReleaseState.Queued)
        {
            release.Void(Languages.ToAll(() => Texts.Withdrawn(who)), clock.GetUtcNow());
            release.ExpiresAt = clock.GetUtcNow() + of.Environment.Policy.Expires;
            await db.SaveChangesAsync(stopping);
            await story.Voided(release, stopping);
            await start.Handle(of.Environment.Id, stopping);
        }
        else
        {
            await control.AbortNow(of, person, Languages.ToAll(() => Texts.Withdrawn(who)), stopping);
        }
    }, stopping);

    /// <summary>Until the first host drains. Behind Paused and AwaitingDecision hosts have drained.</summary>
    async Task<bool> MayStill(Release release, CancellationToken stopping) => release.State switch
    {
        ReleaseState.AwaitingApproval or ReleaseState.Queued or ReleaseState.Building => true,
        ReleaseState.RollingOut => !await db.HostRuns.AnyAsync(r => r.ReleaseId == release.Id && r.State != HostRunState.Pending && r.State != HostRunState.Transferring, stopping),
        _ => false,
    };
}
