using BotOps.Core.Projects;

namespace BotOps.Core.Builds;

/// <summary>All that a machine needs to know to build.</summary>
/// <param name="BuildId">Names its folder and its processes; a build of the same number is never run twice at once on a machine.</param>
/// <param name="Commit">The whole commit id.</param>
/// <param name="Secrets">Variables with their resolved values; in the environment only, never in a log or an argument.</param>
public sealed record BuildOrder(
    long BuildId, int ProjectId, string Project, Repository Repository, string Commit, BuildSettings Settings, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>The same for its hooks.</summary>
    public IReadOnlyDictionary<string, string> HookSecrets { get; init; } = new Dictionary<string, string>();
}

/// <summary>The build did not succeed; the message is the reason in a sentence for the card.</summary>
public sealed class BuildFailed(string message, Exception? inner = null) : Exception(message, inner);
