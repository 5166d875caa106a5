using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>
/// Carries what a hand changed in a rendered file over to its template, line by line: where the hand changed nothing the
/// template's lines stay, with their placeholders; where it did, its lines stand, also against a newer template.
/// </summary>
static class HandEdit
{
    /// <param name="template">Lines with placeholders.</param>
    /// <param name="rendered">The same lines as they would be written on this host now.</param>
    /// <param name="was">What had been written there, from this template or an older one.</param>
    /// <param name="now">What the hand left.</param>
    /// <returns>The lines of the new template, and whether each is the hand's.</returns>
    public static IReadOnlyList<(string Line, bool ByHand)> Apply(
        IReadOnlyList<string> template, IReadOnlyList<string> rendered, IReadOnlyList<string> was, IReadOnlyList<string> now)
    {
        var ours = LineDifference.Between(was, rendered);
        var hands = LineDifference.Between(was, now).Where(hand => !ours.Any(our => IsSame(our, hand))).ToList();
        var changes = ours.Where(our => !hands.Any(hand => Touch(our, hand))).Select(c => (Change: c, ByHand: false))
            .Concat(hands.Select(c => (Change: c, ByHand: true))).OrderBy(c => c.Change.At).ThenBy(c => c.Change.End);

        var kept = Kept(ours);
        var lines = new List<(string, bool)>();
        var at = 0;
        foreach (var (change, byHand) in changes)
        {
            Keep(change.At);
            for (var line = change.NewAt; line < change.NewEnd; line++) lines.Add(byHand ? (now[line], true) : (template[line], false));
            at = change.End;
        }
        Keep(was.Count);
        return lines;

        bool IsSame(LineChange our, LineChange hand) => (our.At, our.Count) == (hand.At, hand.Count)
            && rendered.Take(our.NewAt..our.NewEnd).SequenceEqual(now.Take(hand.NewAt..hand.NewEnd));

        // Of the lines that both left alone; one that only the newer template changed, beside the hand's, stays as it was
        void Keep(int until)
        {
            for (; at < until; at++) lines.Add((kept[at] is { } line ? template[line] : was[at], false));
        }

        int?[] Kept(IReadOnlyList<LineChange> changes)
        {
            var places = new int?[was.Count];
            var shift = 0;
            for (var (line, next) = (0, 0); line < was.Count; line++)
            {
                while (next < changes.Count && changes[next].End <= line) shift += changes[next].NewCount - changes[next++].Count;
                places[line] = next < changes.Count && changes[next].At <= line ? null : line + shift;
            }
            return places;
        }
    }

    static bool Touch(LineChange one, LineChange other) => (one.At < other.End && other.At < one.End) || (one.At == other.At && one.Count == 0 && other.Count == 0);
}
