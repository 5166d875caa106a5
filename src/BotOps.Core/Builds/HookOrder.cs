namespace BotOps.Core.Builds;

/// <summary>All that a machine needs to know to run one hook beside a rollout.</summary>
/// <param name="Place">Names its folder and its processes; never in use twice.</param>
/// <param name="Hook">Whose lines are its in the log.</param>
/// <param name="Variables">What it is told: <c>BOTOPS_RELEASE</c> …</param>
/// <param name="Secrets">Variables with their resolved values.</param>
public sealed record HookOrder(
    string Place, string Hook, int ProjectId, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Variables, IReadOnlyDictionary<string, string> Secrets, TimeSpan Limit);
