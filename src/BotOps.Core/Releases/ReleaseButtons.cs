using BotOps.Core.Chat;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>The buttons that make sense now, and for whom they are drawn; what a press may do is decided when it comes.</summary>
/// <param name="ordered">Presses that the rollout has not obeyed yet; they are not drawn again.</param>
sealed class ReleaseButtons(
    Release release, IReadOnlyCollection<ControlKind> ordered, IReadOnlyList<string> approvers, IReadOnlyList<string> operators, string requester)
{
    string Value => $"{release.Id}/{release.Round}";

    public IReadOnlyList<Button> Now(Policy policy) => release.State switch
    {
        ReleaseState.AwaitingApproval => [Approve(policy), Reject(), Cancel([requester])],
        ReleaseState.Queued => [Cancel([requester, .. operators])],
        _ when ordered.Contains(ControlKind.Abort) => [],
        ReleaseState.Building or ReleaseState.RollingOut when ordered.Contains(ControlKind.Pause) => [Resume(Texts.DoNotPauseButton), Abort()],
        ReleaseState.Building => [Abort()],
        ReleaseState.RollingOut => [new Button("pause", Texts.PauseButton, Value, May: [requester, .. operators]), Abort()],
        ReleaseState.Paused => [Resume(Texts.ResumeButton), Abort()],
        _ => [],
    };

    Button Approve(Policy policy)
    {
        var gone = release.Facts.Commits;
        var may = policy.SelfApproval ? approvers : [.. approvers.Where(a => a != requester)];
        return gone.GoneCount == 0
            ? new Button("approve", release.Round > 1 ? Texts.ApproveShownButton : Texts.ApproveButton, Value, Main: true, May: may)
            : new Button("approve", Texts.ApproveButton + "…", Value + "/knowing", Main: true, May: may, Confirm: new Confirm(
                Texts.ApproveAlthough(gone.GoneCount), Texts.ApproveWithout(gone.Gone.Count == 1 ? gone.Gone[0].Short : null),
                [.. gone.Gone.Take(5).Select(c => new CommitLine(c.Short, c.Title, c.Author, c.At))]));
    }

    Button Reject() => new("reject", Texts.RejectButton, Value, Ask: Texts.ReasonFor(requester), May: approvers);
    Button Cancel(IReadOnlyList<string> may) => new("cancel", Texts.CancelButton, Value, May: may);
    Button Resume(string label) => new("resume", label, Value, Main: true, May: [requester, .. operators]);
    Button Abort() => new("abort", Texts.AbortButton, Value, Grave: true, Ask: Texts.AbortReason, May: operators);
}
