using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>The hosts as a bar of text, a group a wave: each host a sign, or where they are many a count a state.</summary>
static class DrawStrip
{
    const int MostCells = 24, MostWaves = 12;

    static readonly Cell[] Order = [Cell.Ok, Cell.Back, Cell.Bad, Cell.Out, Cell.Run, Cell.Wait, Cell.Skip];

    public static IEnumerable<Mrkdwn> Of(IReadOnlyList<IReadOnlyList<HostCell>> waves, string note) => [Mrkdwn.Code(Bar(waves)), Mrkdwn.Of(note)];

    static string Bar(IReadOnlyList<IReadOnlyList<HostCell>> waves) => waves.Sum(w => w.Count) switch
    {
        <= MostCells => string.Join(' ', waves.Where(w => w.Count > 0).Select(wave => string.Concat(wave.Select(host => Glyphs.Of(host.State))))),
        _ when waves.Count <= MostWaves => string.Join(" │ ", waves.Where(w => w.Count > 0).Select(Counts)),
        _ => Counts(waves.SelectMany(w => w)),
    };

    static string Counts(IEnumerable<HostCell> hosts) =>
        string.Join(' ', hosts.GroupBy(h => h.State).OrderBy(g => Array.IndexOf(Order, g.Key)).Select(g => $"{Glyphs.Of(g.Key)}{g.Count()}"));
}
