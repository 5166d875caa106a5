using System.Text;

namespace BotOps.Core.Projects;

/// <summary>Lines <see cref="At"/> to <see cref="End"/> of the one text have become lines <see cref="NewAt"/> to <see cref="NewEnd"/> of the other.</summary>
public readonly record struct LineChange(int At, int Count, int NewAt, int NewCount)
{
    public int End => At + Count;
    public int NewEnd => NewAt + NewCount;
}

/// <summary>What differs between two texts, line by line.</summary>
public static class LineDifference
{
    /// <summary>Of Myers' edit script, whose cost grows with the square of it. Beyond it the middle of the texts counts as changed.</summary>
    const int MostEdits = 1000;

    /// <summary>Each line with its end.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var newline and >= 0 ? newline + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }
        return lines;
    }

    /// <summary>The changes in their order; between two of them lies at least one line that is the same.</summary>
    public static IReadOnlyList<LineChange> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var head = 0;
        while (head < before.Count && head < after.Count && before[head] == after[head]) head++;
        var tail = 0;
        while (tail < before.Count - head && tail < after.Count - head && before[^(tail + 1)] == after[^(tail + 1)]) tail++;

        var changes = new List<LineChange>();
        var (at, newAt) = (head, head);
        foreach (var (same, newSame) in Same([.. before.Skip(head).SkipLast(tail)], [.. after.Skip(head).SkipLast(tail)]))
        {
            Add(head + same, head + newSame);
            (at, newAt) = (head + same + 1, head + newSame + 1);
        }
        Add(before.Count - tail, after.Count - tail);
        return changes;

        void Add(int until, int newUntil)
        {
            if (until > at || newUntil > newAt) changes.Add(new(at, until - at, newAt, newUntil - newAt));
        }
    }

    /// <summary>As <c>diff -u</c> prints it, without its head; empty: nothing differs.</summary>
    public static string Unified(string before, string after, int context = 3)
    {
        var (old, now) = (Lines(before), Lines(after));
        var text = new StringBuilder();
        foreach (var hunk in Hunks(Between(old, now), context))
        {
            var (first, last) = (hunk[0], hunk[^1]);
            var lead = Math.Min(context, first.At);
            var trail = Math.Min(context, old.Count - last.End);
            text.Append($"@@ -{Range(first.At - lead, last.End + trail)} +{Range(first.NewAt - lead, last.NewEnd + trail)} @@\n");
            var at = first.At - lead;
            foreach (var change in hunk)
            {
                Write(' ', old, at, change.At);
                Write('-', old, change.At, change.End);
                Write('+', now, change.NewAt, change.NewEnd);
                at = change.End;
            }
            Write(' ', old, at, last.End + trail);
        }
        return text.ToString();

        void Write(char sign, IReadOnlyList<string> lines, int from, int to)
        {
            for (var at = from; at < to; at++)
                text.Append(sign).Append(lines[at]).Append(lines[at].EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }

    /// <summary>How many lines of each text the other has not: <c>+3 −1</c>.</summary>
    public static string Count(string before, string after)
    {
        var changes = Between(Lines(before), Lines(after));
        return $"+{changes.Sum(c => c.NewCount)} −{changes.Sum(c => c.Count)}";
    }

    static IEnumerable<List<LineChange>> Hunks(IReadOnlyList<LineChange> changes, int context)
    {
        var hunk = new List<LineChange>();
        foreach (var change in changes)
        {
            if (hunk.Count > 0 && change.At - hunk[^1].End > 2 * context)
            {
                yield return hunk;
                hunk = [];
            }
            hunk.Add(change);
        }
        if (hunk.Count > 0) yield return hunk;
    }

    // An empty range is named by the line before it
    static string Range(int from, int to) => (to - from) switch { 0 => $"{from},0", 1 => $"{from + 1}", var count => $"{from + 1},{count}" };

    /// <summary>Myers, "An O(ND) Difference Algorithm", the greedy one: the positions of the lines that stay.</summary>
    static List<(int, int)> Same(string[] a, string[] b)
    {
        var reached = new int[2 * MostEdits + 3]; // on diagonal k: how far into a
        var trace = new List<int[]>();
        const int Zero = MostEdits + 1;
        for (var edits = 0; edits <= Math.Min(MostEdits, a.Length + b.Length); edits++)
        {
            trace.Add(reached[(Zero - edits - 1)..(Zero + edits + 2)]);
            for (var k = -edits; k <= edits; k += 2)
            {
                var x = Down(k, edits, reached[Zero + k - 1], reached[Zero + k + 1]) ? reached[Zero + k + 1] : reached[Zero + k - 1] + 1;
                while (x < a.Length && x - k < b.Length && a[x] == b[x - k]) x++;
                reached[Zero + k] = x;
                if (x >= a.Length && x - k >= b.Length) return Back(trace, a.Length, b.Length);
            }
        }
        return [];
    }

    static List<(int, int)> Back(List<int[]> trace, int x, int y)
    {
        var same = new List<(int, int)>();
        for (var edits = trace.Count - 1; edits >= 0; edits--)
        {
            var (reached, zero, k) = (trace[edits], edits + 1, x - y);
            var down = Down(k, edits, reached[zero + k - 1], reached[zero + k + 1]);
            var (fromX, fromK) = edits == 0 ? (0, 0) : down ? (reached[zero + k + 1], k + 1) : (reached[zero + k - 1], k - 1);
            for (var start = down ? fromX : fromX + 1; x > start;) same.Add((--x, --y));
            (x, y) = (fromX, fromX - fromK);
        }
        same.Reverse();
        return same;
    }

    static bool Down(int k, int edits, int left, int right) => k == -edits || (k != edits && left < right);
}
