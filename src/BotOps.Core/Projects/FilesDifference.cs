using BotOps.Core.Hosts;

namespace BotOps.Core.Projects;

/// <summary>What changed from one list of managed files to the next; their order means nothing.</summary>
static class FilesDifference
{
    const int MostLines = 20;
    const string Absent = "–";

    /// <summary>As hosts would have them: with the port in its place, and what is each host's own left as it is.</summary>
    public static IEnumerable<SettingChange> Between(RunSettings before, RunSettings after) => Between("run.files", Filled(before), Filled(after));

    /// <param name="field">The catalog's name for the list.</param>
    public static IEnumerable<SettingChange> Between(string field, IReadOnlyList<ManagedFile> before, IReadOnlyList<ManagedFile> after)
    {
        var (old, now) = (before.ToDictionary(f => f.Path), after.ToDictionary(f => f.Path));
        return old.Keys.Union(now.Keys).Order(StringComparer.Ordinal).SelectMany(path => Between($"{field}.{path}", old.GetValueOrDefault(path), now.GetValueOrDefault(path)));
    }

    static List<ManagedFile> Filled(RunSettings run) => [.. run.Files.Select(file => file with { Content = HostVerbs.WithPort(file.Content, run) })];

    static IEnumerable<SettingChange> Between(string name, ManagedFile? before, ManagedFile? after)
    {
        if (after is null) yield return new(name, Size(before), Absent, []);
        else if (before?.Content != after.Content) yield return Content(name, before, after);
        if (before is null || after is null) yield break;
        if (before.Mode != after.Mode) yield return new($"{name}.mode", before.Mode, after.Mode, []);
        if (before.Encoding != after.Encoding) yield return new($"{name}.encoding", before.Encoding, after.Encoding, []);
    }

    static SettingChange Content(string name, ManagedFile? before, ManagedFile after) => new(
        name, Size(before), before is null ? Size(after) : $"{Size(after)} ({LineDifference.Count(before.Content, after.Content)})",
        ShortUnified.Of(LineDifference.Unified(before?.Content ?? "", after.Content, context: 1), MostLines));

    static string Size(ManagedFile? file) => file is null ? Absent : Texts.Files.LineCount(LineDifference.Lines(file.Content).Count);
}
