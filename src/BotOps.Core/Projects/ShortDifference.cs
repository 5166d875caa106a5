using System.Text.RegularExpressions;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Core.Projects;

/// <summary>
/// A changed value as a card has room for it: a short one whole, a long one cut down to what changed, a text of many lines as the
/// lines that changed. What looks like a secret is never shown, only that it changed.
/// </summary>
public static partial class ShortDifference
{
    const int Whole = 60;
    const int Around = 12;
    const int LinesShown = 3;

    /// <param name="Before">Empty where there was nothing.</param>
    public sealed record Change(string Before, string After);

    /// <returns>What changed, a line each, and how many changed lines are left away.</returns>
    public static (IReadOnlyList<Change> Shown, int More) Of(string name, string before, string after)
    {
        if (!before.Contains('\n') && !after.Contains('\n')) return ([Cut(Safe(name, before), Safe(name, after))], 0);

        var (old, now) = (Lines(before), Lines(after));
        var same = old.Zip(now).TakeWhile(p => p.First == p.Second).Count();
        var tail = old.Skip(same).Reverse().Zip(now.Skip(same).Reverse()).TakeWhile(p => p.First == p.Second).Count();
        var (gone, come) = (old[same..^tail], now[same..^tail]);
        var count = Math.Max(gone.Length, come.Length);
        var changes = Enumerable.Range(0, count).Select(i => (Before: gone.ElementAtOrDefault(i) ?? "", After: come.ElementAtOrDefault(i) ?? "")).Where(c => c.Before != c.After).ToList();
        return ([.. changes.Take(LinesShown).Select(c => Cut(Safe(c.Before), Safe(c.After)))], Math.Max(0, changes.Count - LinesShown));
    }

    static string[] Lines(string text) => [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];

    /// <summary>What both begin and end with is left away but for a few characters.</summary>
    static Change Cut(string before, string after)
    {
        if (before.Length <= Whole && after.Length <= Whole) return new Change(before, after);

        var shorter = Math.Min(before.Length, after.Length);
        var head = 0;
        while (head < shorter && before[head] == after[head]) head++;
        var tail = 0;
        while (tail < shorter - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;
        return new Change(Middle(before, head, tail), Middle(after, head, tail));
    }

    static string Middle(string text, int head, int tail)
    {
        var (from, to) = (Math.Max(0, head - Around), Math.Min(text.Length, text.Length - tail + Around));
        if (from < text.Length && char.IsLowSurrogate(text[from])) from++;
        if (to > 0 && to < text.Length && char.IsHighSurrogate(text[to - 1])) to--;
        var cut = to - from > Whole;
        if (cut) to = from + Whole - (char.IsHighSurrogate(text[from + Whole - 1]) ? 1 : 0);
        return (from > 0 ? "…" : "") + text[from..to] + (cut || to < text.Length ? "…" : "");
    }

    const string Hidden = "•••";

    /// <summary>A line of a file, with what looks like a secret hidden.</summary>
    internal static string Safe(string line) => Safe("", line);

    static string Safe(string name, string text)
    {
        if (text.Length == 0) return text;
        var variable = name[(name.LastIndexOf('.') + 1)..];
        return SecretGuard.Problem(text) is not null || SecretGuard.Problem(variable, text) is not null ? Hidden : Assignment().Replace(text, Kept);
    }

    /// <summary><c>db.password = x</c>: a reference to a secret is none.</summary>
    static string Kept(Match match) => SecretGuard.IsReference(match.Groups["value"].Value) || Placeholder().IsMatch(match.Groups["value"].Value)
        ? match.Value
        : match.Groups["name"].Value + Hidden;

    [GeneratedRegex(@"(?<name>(?:password|passwd|pwd|token|secret|api[_.-]?key|access[_.-]?key|private[_.-]?key)[""']?\s*[=:>]\s*)(?<value>[^\s;,&]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();

    // What is filled in on the worker: {secret:db-password}, ${DB_PASSWORD}
    [GeneratedRegex(@"^[""']?(secret:|\$?\{).*\z", RegexOptions.Singleline)]
    private static partial Regex Placeholder();
}
