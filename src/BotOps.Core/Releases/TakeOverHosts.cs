using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// A rollback takes the hosts over from a running release, which ends at once. Its worker may not know yet: it has lost the claim,
/// and every host refuses it as soon as the rollback's higher fence is there. Hosts that it had begun are begun anew.
/// </summary>
public sealed class TakeOverHosts(BotOpsDb db, ControlRollout control, EndRollout end, Audit audit)
{
    public async Task Handle(long running, Release rollback, CancellationToken stopping)
    {
        var of = await db.Lock(running, stopping);
        if (!of.Release.State.HoldsClaim()) return; // it ended by itself meanwhile
        if (of.Release.State == ReleaseState.RollingBack) throw new UserError(Texts.RollsBackAlready(of.Release));

        // the rollback would wait, and so would the hosts that the running release has in the middle
        if (await db.Drains.AsNoTracking().SingleOrDefaultAsync(stopping) is { } drain) throw new UserError(Texts.Drains.NoTakeOver(drain));

        audit.Note(rollback.RequestedBy, "take over", $"#{running}", before: of.Release.State.ToString(), after: $"#{rollback.Id}", why: rollback.Note);
        if (of.Release.State == ReleaseState.Building) await control.CancelBuild(of, stopping);
        of.Release.Question = null;
        await end.TakenOver(of.Release, rollback.RequestedBy, Languages.ToAll(() => Texts.TakenOverBy(rollback.Id)), stopping);
    }
}
