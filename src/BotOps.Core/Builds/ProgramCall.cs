namespace BotOps.Core.Builds;

/// <summary>One program that is run for a project on this machine.</summary>
/// <param name="Purpose">Names its processes in their record.</param>
/// <param name="Source">Whose lines are its in the log.</param>
/// <param name="Environment">All of it.</param>
/// <param name="Secrets">Masked in its lines.</param>
/// <param name="Limit">Said in the log; whoever calls keeps it.</param>
sealed record ProgramCall(
    string Purpose, string Source, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, IReadOnlyDictionary<string, string> Secrets, TimeSpan Limit);
