using System.Globalization;
using BotOps.Core;
using BotOps.Core.Releases;

namespace BotOps.Web.Pages;

/// <summary>Where everything of the timeline stands: x in percent of the width, y in pixels.</summary>
sealed class TimelineShape
{
    /// <summary>With more hosts it is no picture any more.</summary>
    public const int MostHosts = 40;
    const int Head = 26, RowHeight = 26, Gap = 10;

    /// <summary>Seconds that what runs has before it until the page is drawn anew at the latest.</summary>
    const int Room = 20;
    static readonly int[] GridSeconds = [5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600];

    readonly DateTimeOffset start;
    readonly DateTimeOffset now;
    readonly TimeSpan whole;

    TimelineShape(ReleaseView view, DateTimeOffset start, DateTimeOffset at)
    {
        this.start = start;
        now = view.Release.EndedAt ?? at;
        Running = view.Release.EndedAt is null;
        var passed = now - start;
        whole = TimeSpan.FromSeconds(Running ? Math.Max(passed.TotalSeconds + Room, passed.TotalSeconds * 1.15) : Math.Max(10, passed.TotalSeconds * 1.02));

        var y = Head;
        if (view.Build is { StartedAt: { } from } build && (build.EndedAt ?? now) > start)
        {
            Build = new Bar("st-build", X(from), Width(from, build.EndedAt ?? now), y + 9, 8, $"{Texts.Page.BuildWord} {Texts.Page.Clock((build.EndedAt ?? now) - from)}", null, Grows: Grows(from, build.EndedAt));
            y += RowHeight + Gap;
        }
        var hosts = y;
        y = Place(view, y);
        Height = y;
        Asked = [.. Questions(view, hosts - 3, y - hosts + 3)];
    }

    /// <param name="Grows">Where it began, in milliseconds since the start; null: it has ended.</param>
    public sealed record Bar(string Class, string X, string Width, int Y, int Height, string Says, string? Letter, string LetterX = "", long? Grows = null);
    public sealed record Row(string Host, int Top, bool GapBefore, IReadOnlyList<Bar> Bars, Bar? Out);
    public sealed record WaveBox(string Label, string X, string Width, int Y, int Height);
    public sealed record Line(string X, string Label);

    public bool Running { get; }
    public Bar? Build { get; }
    public List<Row> Rows { get; } = [];
    public List<WaveBox> Boxes { get; } = [];
    public int Height { get; }
    public string NowX => X(now);
    public string NowLabel => $"{Texts.Page.NowLabel} {Texts.Page.Clock(now - start)}";

    /// <summary>When a person was awaited.</summary>
    public IReadOnlyList<WaveBox> Asked { get; }

    /// <summary>In milliseconds, for the browser that moves on what runs: the start since the epoch, and the whole width.</summary>
    public long Start => start.ToUnixTimeMilliseconds();
    public long Whole => (long)whole.TotalMilliseconds;

    /// <summary>Null while neither the build nor a host has begun, and for more than <see cref="MostHosts"/> hosts.</summary>
    public static TimelineShape? Of(ReleaseView view, DateTimeOffset at) =>
        view.Release.StartedAt is { } start && view.Hosts.Count <= MostHosts && (view.Build is { StartedAt: not null } || view.Hosts.Any(h => h.Steps.Count > 0)) ? new(view, start, at) : null;

    public IEnumerable<Line> Grid()
    {
        var each = TimeSpan.FromSeconds(GridSeconds.FirstOrDefault(s => whole.TotalSeconds / s <= 8, 86400));
        for (var at = TimeSpan.Zero; at <= whole; at += each)
            yield return new Line(Percent(at), Hidden(at) ? "" : Texts.Page.Clock(at));
    }

    /// <summary>No room beside what says "now", or at the edge.</summary>
    bool Hidden(TimeSpan at) => at / whole > 0.96 || (Running && at > now - start - whole * 0.05 && at < now - start + whole * 0.12);

    int Place(ReleaseView view, int y)
    {
        var waves = view.Waves.ToList();
        var boxed = waves.Any(w => w.Count() > 1);
        foreach (var (index, wave) in waves.Index())
        {
            var top = y;
            foreach (var (position, host) in wave.Index())
            {
                Rows.Add(RowOf(host, y, boxed && position == 0 && index > 0));
                y += RowHeight;
            }
            if (!boxed) continue;

            if (Span(wave) is { } span)
                Boxes.Add(new WaveBox(Texts.Page.WaveNumber(wave.Key), X(span.From), Width(span.From, span.To), top - 3, y - top + 6));
            y += Gap;
        }
        return y;
    }

    (DateTimeOffset From, DateTimeOffset To)? Span(IEnumerable<HostView> hosts)
    {
        var begun = hosts.Where(h => h.StartedAt is not null).ToList();
        return begun.Count == 0 ? null : (begun.Min(h => h.StartedAt!.Value), begun.Max(h => h.EndedAt ?? now));
    }

    IEnumerable<WaveBox> Questions(ReleaseView view, int y, int height)
    {
        foreach (var (index, change) in view.Release.History.Index())
        {
            if (change.To != ReleaseState.AwaitingDecision) continue;
            var end = index + 1 < view.Release.History.Count ? view.Release.History[index + 1].At : now;
            yield return new(Texts.Page.AskedFor(end - change.At), X(change.At), Width(change.At, end), y, height);
        }
    }

    Row RowOf(HostView host, int top, bool gap)
    {
        var bars = host.Steps.Select(step =>
        {
            var end = step.EndedAt ?? host.EndedAt ?? now;
            var thick = step.Step is HostRunState.Draining or HostRunState.Activating or HostRunState.Verifying;
            var letter = step.Step.ToString()[..1];
            var middle = X(step.StartedAt + (end - step.StartedAt) / 2);
            return new Bar($"st-{letter.ToLowerInvariant()}", X(step.StartedAt), Width(step.StartedAt, end), thick ? top + 4 : top + 9, thick ? 18 : 8,
                $"{host.Name} {step.Step} {Texts.Duration(end - step.StartedAt)}", thick && (end - step.StartedAt) / whole > 0.018 ? letter : null, middle, Grows(step.StartedAt, step.EndedAt ?? host.EndedAt));
        }).ToList();
        var left = host is { State: HostRunState.Failed, EndedAt: { } ended }
            ? new Bar("st-out", X(ended), host.LeftOut is null ? "0%" : Width(ended, now), top + 4, 17, $"{host.Name} {Texts.Page.FailedAt(host.FailedStep)}", null)
            : null;
        return new Row(host.Name, top, gap, bars, left);
    }

    long? Grows(DateTimeOffset from, DateTimeOffset? end) => Running && end is null ? (long)Math.Max(0, (from - start).TotalMilliseconds) : null;

    string X(DateTimeOffset at) => Percent(at - start);
    string Width(DateTimeOffset from, DateTimeOffset to) => Percent(from < start ? to - start : to - from, least: 0.2);
    string Percent(TimeSpan time, double least = 0) =>
        Math.Clamp(100 * (time / whole), least, 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
