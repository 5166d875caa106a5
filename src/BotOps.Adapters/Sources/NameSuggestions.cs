namespace BotOps.Adapters.Sources;

/// <summary>Names for the composer: the very name, then those that begin with the text, then those that hold it.</summary>
static class NameSuggestions
{
    public static IReadOnlyList<string> Of(IEnumerable<string> names, string text, int most) => names
        .Select(name => (Name: name, Rank: Rank(name, text)))
        .Where(n => n.Rank is not null)
        .OrderBy(n => n.Rank) // stable: branches come before tags
        .Take(most)
        .Select(n => n.Name)
        .ToList();

    static int? Rank(string name, string text)
    {
        if (name.Equals(text, StringComparison.OrdinalIgnoreCase)) return 0;
        if (name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) return 1;
        if (name.Contains("/" + text, StringComparison.OrdinalIgnoreCase)) return 2;
        return name.Contains(text, StringComparison.OrdinalIgnoreCase) ? 3 : null;
    }
}
