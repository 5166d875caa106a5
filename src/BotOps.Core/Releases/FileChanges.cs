using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>What a rollout is about to change in the files of its hosts, for its log: from the settings that each host is known to run with to those that it gets.</summary>
static class FileChanges
{
    const int MostLines = 200;

    /// <param name="runs">Of hosts that are not touched yet, in either direction.</param>
    /// <returns>Hosts that change alike are told once; empty: no file changes.</returns>
    public static IReadOnlyList<string> Of(Rollout rollout, IReadOnlyList<HostRun> runs)
    {
        var all = runs.GroupBy(run => (Before: Before(rollout, run), After: rollout.Targets.Of(run) is { Untouched: false } target ? target.SettingsRevisionId : (long?)null))
            .Where(same => same.Key.After is not null && same.Key.Before != same.Key.After)
            .Select(same => (Hosts: same.Select(rollout.NameOf), Lines: Lines(rollout, same.Key.Before, same.Key.After!.Value)))
            .Where(change => change.Lines.Count > 0)
            .GroupBy(change => string.Join('\n', change.Lines), change => change)
            .SelectMany(alike => alike.First().Lines.Prepend(Texts.Kinds.FilesChange([.. alike.SelectMany(change => change.Hosts).Order(StringComparer.Ordinal)]))).ToList();
        return all.Count <= MostLines ? all : [.. all.Take(MostLines), Texts.Files.MoreLines(all.Count - MostLines)];
    }

    /// <summary>On the way back a host may have the release's own files already.</summary>
    static long? Before(Rollout rollout, HostRun run) => run.Direction == Direction.Back ? rollout.Targets.SettingsRevisionId : run.PreviousSettingsRevisionId;

    static List<string> Lines(Rollout rollout, long? before, long after) =>
        [.. FilesDifference.Between(before is { } known ? rollout.Targets.Settings[known] : new RunSettings(), rollout.Targets.Settings[after]).SelectMany(change => $"{change}".Split('\n'))];
}
