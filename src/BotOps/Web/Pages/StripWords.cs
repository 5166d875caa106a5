using System.Globalization;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Releases;

namespace BotOps.Web.Pages;

/// <summary>What the host strip says for those who do not see it, and beside it for those who do.</summary>
static class StripWords
{
    static readonly Cell[] Order = [Cell.Ok, Cell.Back, Cell.Run, Cell.Bad, Cell.Out, Cell.Skip, Cell.Wait];

    public sealed record Part(string Class, string From, string Width);

    /// <summary>5 updated, 1 left out, 2 under way</summary>
    public static string Of(ReleaseView view, IEnumerable<HostView> hosts)
    {
        var counts = hosts.CountBy(view.Cell).ToDictionary();
        return Texts.Page.Counts(Order.Where(counts.ContainsKey).Select(cell => (cell, counts[cell])));
    }

    public static string Class(Cell cell) => cell == Cell.Skip ? "skip-host" : cell.ToString().ToLowerInvariant();

    /// <summary>The wave as segments of a bar, in percent of its width.</summary>
    public static IEnumerable<Part> Parts(ReleaseView view, IEnumerable<HostView> wave)
    {
        var hosts = wave.ToList();
        var counts = hosts.CountBy(view.Cell).ToDictionary();
        var before = 0;
        foreach (var cell in Order.Where(counts.ContainsKey))
        {
            yield return new Part($"bar-{Class(cell)}", Percent(before, hosts.Count), Percent(counts[cell], hosts.Count));
            before += counts[cell];
        }
    }

    static string Percent(int part, int whole) => (100.0 * part / whole).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
