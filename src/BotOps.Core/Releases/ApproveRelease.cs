using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>An approver agrees, by button, command or page; roles and state are looked at now, not when the card was drawn.</summary>
public sealed class ApproveRelease(BotOpsDb db, Roles roles, Audit audit, StartReleases start, ReleaseStory story, TimeProvider clock)
{
    /// <param name="round">The round that the button was drawn for; null from a command.</param>
    /// <param name="knowing">The approver was shown which commits disappear and said yes again.</param>
    public Task Handle(long id, Guid person, int? round, bool knowing, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        var release = of.Release;
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        await db.RequireWaiting(release, person, clock.GetUtcNow(), stopping);
        if (round is not null && round != release.Round) throw new UserError(Texts.CardChanged(id));
        if (person == release.RequestedBy && !of.Environment.Policy.SelfApproval) throw new UserError(Texts.OwnRelease(id));
        if (release.Facts.Commits.GoneCount > 0 && !knowing)
            throw new UserError(Texts.ApproveAgain(release), tryInstead: $"/botops approve {id}");

        var approvals = await db.Approvals.Where(a => a.ReleaseId == id && a.Round == release.Round).ToListAsync(stopping);
        if (approvals.Any(a => a.PersonId == person)) throw new UserError(Texts.ApprovedAlready(id, approvals.Count, release.ApprovalsNeeded));

        var now = clock.GetUtcNow();
        db.Approvals.Add(new Approval { ReleaseId = id, Round = release.Round, PersonId = person, At = now });
        audit.Note(person, "approve", $"#{id}", before: release.State.ToString(), after: $"{approvals.Count + 1}/{release.ApprovalsNeeded}");
        if (approvals.Count + 1 < release.ApprovalsNeeded)
        {
            await story.Raise(release, stopping);
            return;
        }

        release.Queue(person, now);
        await db.SaveChangesAsync(stopping);
        await story.Decided(release, stopping);
        await start.Handle(release.EnvironmentId, stopping);
    }, stopping);
}
