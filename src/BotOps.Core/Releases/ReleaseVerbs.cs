using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>What can be pressed on a release in its states, and by whom. A button that is drawn and a press that is judged ask here.</summary>
public static class ReleaseVerbs
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Abort = "abort";
    public const string Cancel = "cancel";

    public static IReadOnlyList<string> All { get; } = [Pause, Resume, Abort, Cancel];

    /// <param name="asked">The person is the one who asked for the release, and still a requester there.</param>
    /// <param name="operates">The person is an operator there.</param>
    public static IReadOnlyList<string> For(ReleaseState state, bool asked, bool operates) => state switch
    {
        AwaitingApproval or Queued when asked => [Cancel],
        Building when asked || operates => [Abort], // no host was touched yet
        RollingOut when operates => [Pause, Abort],
        RollingOut when asked => [Pause],
        Paused when operates => [Resume, Abort],
        Paused when asked => [Resume],
        AwaitingDecision when operates => [Abort],
        _ => [],
    };
}
