using System.Globalization;
using BotOps.Core;
using BotOps.Core.Releases;

namespace BotOps.Web.Pages;

/// <summary>Where everything of the timeline stands: x in percent of the width, y in pixels.</summary>
sealed class TimelineShape
{
    /// <summary>With more hosts the rows are too low for names and letters, and get lower so that the picture stays about as high.</summary>
    const int MostNamed = 40;
    const int Head = 26, RowHeight = 26, Gap = 10, Tallest = 800, CrowdedGap = 4;

    /// <summary>Between two names beside crowded rows.</summary>
    const int LineHeight = 15;

    /// <summary>Seconds that what runs has before it until the page is drawn anew at the latest.</summary>
    const int Room = 20;

    /// <summary>Share of the width that a wave's name needs, on a phone too.</summary>
    const double LabelRoom = 0.2;
    static readonly int[] GridSeconds = [5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600];

    readonly DateTimeOffset start;
    readonly DateTimeOffset now;
    readonly TimeSpan whole;
    readonly int rowHeight = RowHeight, gap = Gap;

    TimelineShape(ReleaseView view, DateTimeOffset at)
    {
        start = view.Release.StartedAt ?? at;
        now = view.Release.EndedAt ?? at;
        Begun = view.Release.StartedAt is not null && (view.Build is { StartedAt: not null } || view.Hosts.Any(h => h.Steps.Count > 0));
        Running = Begun && view.Release.EndedAt is null;
        var passed = now - start;
        whole = TimeSpan.FromSeconds(Running ? Math.Max(passed.TotalSeconds + Room, passed.TotalSeconds * 1.15) : Math.Max(10, passed.TotalSeconds * 1.02));

        if (view.Hosts.Count > MostNamed)
        {
            Crowd = new TimelineCrowd();
            (rowHeight, gap) = (Math.Clamp(Tallest / view.Hosts.Count, 1, 12), CrowdedGap);
        }
        var y = Head;
        Builds = view.Release.Kind == ReleaseKind.Deploy && (view.Build?.EndedAt ?? now) >= start;
        if (Builds)
        {
            if (view.Build is { StartedAt: { } from } build)
                Build = new Bar("st-build", X(from), Width(from, build.EndedAt ?? now), y + 9, 8, $"{Texts.Page.BuildWord} {Texts.Page.Clock((build.EndedAt ?? now) - from)}", null, Grows: Grows(from, build.EndedAt));
            Named(Texts.Page.BuildWord, y + 17);
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
    /// <param name="LabelX">Where the label ends, or <paramref name="After"/> the box begins; null: there is room on neither side.</param>
    public sealed record WaveBox(string Label, string X, string Width, int Y, int Height, string? LabelX = null, bool After = false);
    public sealed record Line(string X, string Label);
    public sealed record Name(string Says, int Y);

    /// <summary>False: the picture keeps its place free.</summary>
    public bool Begun { get; }
    public bool Running { get; }

    /// <summary>It has a row for the build.</summary>
    public bool Builds { get; }
    public Bar? Build { get; }
    public List<Row> Rows { get; } = [];
    public List<WaveBox> Boxes { get; } = [];
    public int Height { get; }

    /// <summary>What has ended on very many hosts; null: each host has a row of its own with its name.</summary>
    public TimelineCrowd? Crowd { get; }

    /// <summary>Beside a crowd: its waves, or the hosts that there is room to name.</summary>
    public List<Name> Names { get; } = [];
    public string NowX => X(now);
    public string NowLabel => $"{Texts.Page.NowLabel} {Texts.Page.Clock(now - start)}";

    /// <summary>When a person was awaited.</summary>
    public IReadOnlyList<WaveBox> Asked { get; }

    /// <summary>In milliseconds, for the browser that moves on what runs: the start since the epoch, and the whole width.</summary>
    public long Start => start.ToUnixTimeMilliseconds();
    public long Whole => (long)whole.TotalMilliseconds;

    /// <summary>Null for what ended before it began.</summary>
    public static TimelineShape? Of(ReleaseView view, DateTimeOffset at)
    {
        var shape = new TimelineShape(view, at);
        return shape.Begun || view.Release.EndedAt is null ? shape : null;
    }

    public IEnumerable<Line> Grid()
    {
        if (!Begun) yield break;
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
            if (boxed) Named(Texts.Page.WaveNumber(wave.Key), y + 10);
            foreach (var (position, host) in wave.Index())
            {
                if (!boxed) Named(host.Name, y + 10);
                Rows.Add(RowOf(host, y, boxed && position == 0 && index > 0));
                y += rowHeight;
            }
            if (!boxed) continue;

            if (Span(wave) is { } span)
                Boxes.Add(Labelled(new WaveBox(Texts.Page.WaveNumber(wave.Key), X(span.From), Width(span.From, span.To), top - gap * 3 / 10, y - top + gap * 6 / 10), span));
            y += gap;
        }
        return y;
    }

    WaveBox Labelled(WaveBox box, (DateTimeOffset From, DateTimeOffset To) span)
    {
        var room = whole * LabelRoom;
        if (span.From - start >= room) return box with { LabelX = box.X };
        return whole - (span.To - start) >= room ? box with { LabelX = X(span.To), After = true } : box;
    }

    void Named(string says, int y)
    {
        if (Crowd is not null && (Names.Count == 0 || y - Names[^1].Y >= LineHeight)) Names.Add(new Name(says, y));
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

    Row RowOf(HostView host, int top, bool afterGap)
    {
        var bars = new List<Bar>();
        foreach (var step in host.Steps)
        {
            var end = step.EndedAt ?? host.EndedAt ?? now;
            var letter = step.Step.ToString()[..1];
            var bar = new Bar($"st-{letter.ToLowerInvariant()}", X(step.StartedAt), Width(step.StartedAt, end), top, 0,
                $"{host.Name} {step.Step} {Texts.Duration(end - step.StartedAt)}", null, X(step.StartedAt + (end - step.StartedAt) / 2), Grows(step.StartedAt, step.EndedAt ?? host.EndedAt));
            bar = Sized(bar, step.Step is HostRunState.Draining or HostRunState.Activating or HostRunState.Verifying);
            if (Crowd is not null && bar.Grows is null) Crowd.Add(bar.Class, Share(step.StartedAt), Share(end), bar.Y, bar.Height);
            else bars.Add(bar with { Letter = bar.Height > 10 && Crowd is null && (end - step.StartedAt) / whole > 0.018 ? letter : null });
        }
        return new Row(host.Name, top, afterGap, bars, Left(host, top));
    }

    /// <summary>Thick while the host is out of the balancer.</summary>
    Bar Sized(Bar bar, bool thick) => Crowd is null
        ? bar with { Y = bar.Y + (thick ? 4 : 9), Height = thick ? 18 : 8 }
        : bar with { Height = rowHeight < 4 ? rowHeight : thick ? rowHeight - 1 : rowHeight / 2 };

    /// <summary>From its failure on as long as it is out; in a crowd every failure is a bar, since a cross has no room.</summary>
    Bar? Left(HostView host, int top)
    {
        if (host is not { State: HostRunState.Failed, EndedAt: { } ended }) return null;
        var says = $"{host.Name} {Texts.Page.FailedAt(host.FailedStep)}";
        return Crowd is null
            ? new Bar("st-out", X(ended), host.LeftOut is null ? "0%" : Width(ended, now), top + 4, 17, says, null)
            : new Bar("st-fail", X(ended), host.LeftOut is null ? "1%" : Width(ended, now), top, rowHeight, says, null);
    }

    long? Grows(DateTimeOffset from, DateTimeOffset? end) => Running && end is null ? (long)Math.Max(0, (from - start).TotalMilliseconds) : null;

    double Share(DateTimeOffset at) => (at - start) / whole;
    string X(DateTimeOffset at) => Percent(at - start);
    string Width(DateTimeOffset from, DateTimeOffset to) => Percent(from < start ? to - start : to - from, least: 0.2);
    string Percent(TimeSpan time, double least = 0) =>
        Math.Clamp(100 * (time / whole), least, 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
