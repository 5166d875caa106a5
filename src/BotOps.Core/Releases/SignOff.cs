using BotOps.Core.Access;
using BotOps.Core.Persistence;

namespace BotOps.Core.Releases;

/// <summary>An approver has looked at a rollback that nobody approved before: its card is closed.</summary>
public sealed class SignOff(BotOpsDb db, Roles roles, Audit audit, ReleaseStory story, TimeProvider clock)
{
    public Task Handle(long id, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        var release = of.Release;
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        if (!release.AwaitsSignOff) throw new UserError(release.SignedOffAt is null ? Texts.NothingToSignOff(release) : Texts.SignedOffAlready(release, clock.GetUtcNow()));
        if (person == await db.RolledBackBy(release, stopping) && !of.Environment.Policy.SelfApproval) throw new UserError(Texts.OwnRollback(id));

        (release.SignedOffBy, release.SignedOffAt) = (person, clock.GetUtcNow());
        audit.Note(person, "sign off", $"#{id}");
        await db.SaveChangesAsync(stopping);
        await story.SignedOff(release, person, stopping);
    }, stopping);
}
