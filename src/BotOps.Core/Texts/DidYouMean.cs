namespace BotOps.Core;

/// <summary>Names near to what was typed.</summary>
public static class DidYouMean
{
    const int LongestTyped = 64;

    /// <summary>
    /// Up to <paramref name="most"/> names, nearest first: a slip in about every third letter, or the typed text as the name's
    /// beginning or part. Case does not count.
    /// </summary>
    public static IReadOnlyList<string> Closest(string typed, IEnumerable<string> names, int most = 3)
    {
        if (typed.Length is 0 or > LongestTyped) return [];

        var slips = Math.Max(1, typed.Length / 3);
        return names.Distinct()
            .Select(name => (Name: name, Distance: Near(typed, name, slips)))
            .Where(n => n.Distance is not null)
            .OrderBy(n => n.Distance).ThenBy(n => n.Name.Length).ThenBy(n => n.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(n => n.Name)
            .ToList();
    }

    static int? Near(string typed, string name, int slips)
    {
        if (Math.Abs(typed.Length - name.Length) <= slips && Distance(typed.ToLowerInvariant(), name.ToLowerInvariant()) is var d && d <= slips)
            return d;
        if (typed.Length < 3) return null;
        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) return slips + 1;
        return name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? slips + 2 : null;
    }

    /// <summary>Inserted, deleted, replaced and swapped neighbouring letters (optimal string alignment).</summary>
    static int Distance(string a, string b)
    {
        var rows = new int[3][];
        for (var i = 0; i < 3; i++) rows[i] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) rows[0][j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }
        }
        return rows[a.Length % 3][b.Length];
    }
}
