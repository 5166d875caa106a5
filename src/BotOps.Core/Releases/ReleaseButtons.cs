using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Projects;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>Who may press what on a card: handles by role, as they are when it is drawn.</summary>
/// <param name="Agreed">Those who have approved this round.</param>
/// <param name="Rolled">Who decided that hosts go back; null: nobody.</param>
sealed record CardPeople(string Requester, IReadOnlyList<string> Approvers, IReadOnlyList<string> Operators, IReadOnlyList<string> Agreed, string? Rolled);

/// <summary>The buttons that make sense now, and for whom they are drawn; what a press may do is decided when it comes.</summary>
/// <param name="ordered">Presses that the rollout has not obeyed yet; they are not drawn again.</param>
/// <param name="newest">No later release of this project and environment was asked for.</param>
/// <param name="back">What Roll back… would go to; null: there is nothing.</param>
/// <param name="lockId">The lock that this release has left.</param>
/// <param name="failed">Hosts that are not on the release.</param>
sealed class ReleaseButtons(Release release, IReadOnlyCollection<ControlKind> ordered, CardPeople people, bool newest, RollbackTarget? back, IReadOnlyList<string> failed, string where, long? lockId)
{
    string Value => $"{release.Id}/{release.Round}";

    public IReadOnlyList<Button> Now(Policy policy) => release.State switch
    {
        AwaitingApproval => [Approve(policy), Reject(), .. Withdraw(), Cancel([people.Requester])],
        Queued => [.. Withdraw(), Cancel([people.Requester, .. people.Operators])],
        _ when ordered.Contains(ControlKind.Abort) => [],
        Building or RollingOut when ordered.Contains(ControlKind.Pause) => [Resume(Texts.DoNotPauseButton), Abort()],
        Building => [.. Withdraw(), Abort()],
        RollingOut => [new Button("pause", Texts.PauseButton, Value, May: [people.Requester, .. people.Operators]), Abort()],
        Paused => [Resume(Texts.ResumeButton), .. RollBack(main: false), Abort()],
        AwaitingDecision => [Abort()],
        _ => [.. SignOff(policy), .. Unlock(), .. newest ? Ended() : []],
    };

    IEnumerable<Button> Ended() => release.State switch
    {
        Succeeded when release.Kind != ReleaseKind.Rollback => RollBack(main: false),
        SucceededWithFailures => [.. Again(Texts.RetryHosts(failed)), .. RollBack(main: false)],
        Failed or Aborted => [.. RollBack(main: true), .. Again(Texts.TryAgainButton)],
        BuildFailed => Again(Texts.TryAgainButton),
        Expired or Cancelled => Again(Texts.AskAgainButton),
        _ => [],
    };

    Button Approve(Policy policy)
    {
        var gone = release.Facts.Commits;
        var may = policy.SelfApproval ? people.Approvers : [.. people.Approvers.Where(a => a != people.Requester)];
        return gone.GoneCount == 0
            ? new Button("approve", release.Round > 1 ? Texts.ApproveShownButton : Texts.ApproveButton, Value, Main: true, May: may)
            : new Button("approve", Texts.ApproveButton + "…", Value + "/knowing", Main: true, May: may, Confirm: new Confirm(
                Texts.ApproveAlthough(gone.GoneCount), Texts.ApproveWithout(gone.Gone.Count == 1 ? gone.Gone[0].Short : null),
                [.. gone.Gone.Take(5).Select(c => new CommitLine(c.Short, c.Title, c.Author, c.At))]));
    }

    IEnumerable<Button> Withdraw() => people.Agreed.Count == 0 ? [] : [new("withdraw", Texts.WithdrawButton, Value, May: people.Agreed)];

    IEnumerable<Button> RollBack(bool main) => back is null ? [] :
    [
        new("rollback", Texts.RollBackButton, $"{Value}/{new Builds.BuildNumber(back.Build.Id).Shown}", Main: main, Grave: !main, May: [people.Requester, .. people.Operators],
            Confirm: new Confirm(Texts.RollBackAsked(where, back.Build.Id, release), Texts.RollBackYes(back.Build.Id), [])),
    ];

    IEnumerable<Button> Again(string label) => [new("retry", label, Value, May: [people.Requester, .. people.Operators])];

    IEnumerable<Button> SignOff(Policy policy) => !release.AwaitsSignOff ? [] :
        [new("sign-off", Texts.SignOffButton, Value, Main: true, May: policy.SelfApproval ? people.Approvers : [.. people.Approvers.Where(a => a != people.Rolled)])];

    IEnumerable<Button> Unlock() => lockId is not { } held ? [] : [new(LockButtons.Unlock, Texts.UnlockButton, held.ToString(CultureInfo.InvariantCulture), May: people.Operators)];

    Button Reject() => new("reject", Texts.RejectButton, Value, Ask: Texts.ReasonFor(people.Requester), May: people.Approvers);
    Button Cancel(IReadOnlyList<string> may) => new("cancel", Texts.CancelButton, Value, May: may);
    Button Resume(string label) => new("resume", label, Value, Main: true, May: [people.Requester, .. people.Operators]);
    Button Abort() => new("abort", Texts.AbortButton, Value, Grave: true, Ask: Texts.AbortReason, May: people.Operators);
}
