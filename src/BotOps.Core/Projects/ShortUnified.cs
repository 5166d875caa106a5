namespace BotOps.Core.Projects;

/// <summary>A unified difference as far as a card has room for it. What looks like a secret is never shown.</summary>
public static class ShortUnified
{
    const int MostCharacters = 160;

    /// <param name="most">Lines; where there are more, one more says how many.</param>
    public static IReadOnlyList<string> Of(string difference, int most)
    {
        var lines = difference.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')).ToList();
        var shown = lines.Take(most).Select(l => l[..1] + ShortDifference.Safe(l[1..])).Select(l => Texts.Cut(l, MostCharacters));
        return lines.Count <= most ? [.. shown] : [.. shown, Texts.Files.MoreLines(lines.Count - most)];
    }
}
