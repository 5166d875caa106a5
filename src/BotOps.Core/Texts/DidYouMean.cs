namespace BotOps.Core;

/// <summary>Names that a mistyped one may have meant.</summary>
public static class DidYouMean
{
    const int Longest = 100; // no name is longer; keeps a hostile one cheap

    /// <summary>
    /// At most <paramref name="most"/> of the names, the likeliest first: those that begin with what was typed, those a few slips
    /// away (two, or a third of what was typed), those that hold it somewhere. Case does not matter.
    /// </summary>
    public static IReadOnlyList<string> Closest(string typed, IEnumerable<string> names, int most = 3)
    {
        if (typed.Length is 0 or > Longest) return [];
        return names
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Select(n => (n.Name, n.Distance, Rank: Rank(typed, n.Name, n.Distance)))
            .Where(n => n.Rank is not null)
            .OrderBy(n => n.Rank).ThenBy(n => n.Distance).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .Take(most)
            .ToList();
    }

    static int? Rank(string typed, string name, int distance)
    {
        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) return 0;
        if (distance <= Math.Max(2, typed.Length / 3) && distance < Math.Max(typed.Length, name.Length)) return 1;
        return typed.Length >= 3 && name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 2 : null;
    }

    /// <summary>Insertions, deletions, changes and swaps of neighbours that turn one into the other.</summary>
    static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > Longest) return int.MaxValue;
        var rows = new int[3][];
        for (var i = 0; i < 3; i++) rows[i] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) rows[0][j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                var swapped = i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]);
                if (swapped) row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }
        }
        return rows[a.Length % 3][b.Length];
    }

    static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
