using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>What is drawn as a button on a release's page in its states; what a press may do is decided by the use case when it comes.</summary>
public static class ReleaseVerbs
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Abort = "abort";
    public const string Cancel = "cancel";

    public static IReadOnlyList<string> All { get; } = [Pause, Resume, Abort, Cancel, .. Answers.Names];

    /// <param name="ordered">Presses that the rollout has not obeyed yet; they are not drawn again.</param>
    /// <param name="asked">The person is the one who asked for the release.</param>
    /// <param name="operates">The person is an operator there.</param>
    /// <param name="answers">What may be answered to the question that is open.</param>
    public static IReadOnlyList<string> For(ReleaseState state, IReadOnlyCollection<ControlKind> ordered, IReadOnlyList<Answer> answers, bool asked, bool operates)
    {
        if (!asked && !operates || ordered.Contains(ControlKind.Abort)) return [];

        var pauses = ordered.Contains(ControlKind.Pause);
        IReadOnlyList<string> verbs = state switch
        {
            AwaitingApproval or Queued => [Cancel],
            Building => [Abort],
            RollingOut => [pauses ? Resume : Pause, Abort],
            Paused => [Resume, Abort],
            AwaitingDecision => [.. answers.Select(Answers.Name), Abort],
            _ => [],
        };
        return operates ? verbs : [.. verbs.Where(v => v != Abort && Answers.Read(v) is null)];
    }
}
