namespace BotOps.Core.Processes;

/// <summary>A program to start in a session of its own.</summary>
/// <param name="Purpose">What it is for, as in <see cref="Child.Purpose"/>: <c>build:17</c>.</param>
/// <param name="Command">Program and arguments; started without a shell. A program without a slash is found in PATH of <paramref name="Environment"/>.</param>
/// <param name="Directory">Where it starts.</param>
/// <param name="Environment">All of its environment; nothing of BotOps' own is added but <c>BOTOPS_CHILD</c>, by which its descendants are found.</param>
public sealed record ChildSpec(
    string Purpose, IReadOnlyList<string> Command, string Directory, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The numeric user and group it runs as; needs no entry in passwd. Null: BotOps' own.</summary>
    public int? UserId { get; init; }

    /// <summary>From SIGTERM to SIGKILL.</summary>
    public TimeSpan GracePeriod { get; init; } = Children.DefaultGracePeriod;
}
