using BotOps.Core;
using Spectre.Console;

namespace BotOps.Sandbox.Play;

/// <summary>How the story is shown: a live table on a terminal, plain lines in a pipe.</summary>
interface IDemoScreen
{
    void Tell(string line);
    void Show(DemoRelease release, IReadOnlyList<DemoHost> hosts);
}

sealed class PlainScreen(TextWriter output, TimeProvider clock) : IDemoScreen
{
    readonly long began = clock.GetTimestamp();
    readonly HashSet<string> shown = [];

    public void Tell(string line) => output.WriteLine($"{clock.GetElapsedTime(began).TotalSeconds,6:0.0} s  {line}");

    /// <summary>A line for each state that is new.</summary>
    public void Show(DemoRelease release, IReadOnlyList<DemoHost> hosts)
    {
        Once(Texts.Demo.Is(release.Id, release.State));
        if (release.BuildState is { } build) Once(Texts.Demo.BuildIs(build));
        foreach (var host in hosts.Where(h => h.State != "Pending")) Once($"{host.Host}: {host.State}{(host.Reason is null ? "" : $", {host.Reason}")}");
    }

    void Once(string line)
    {
        if (shown.Add(line)) Tell(line);
    }
}

sealed class LiveScreen(LiveDisplayContext live, TimeProvider clock) : IDemoScreen
{
    const int MostLines = 12;
    readonly long began = clock.GetTimestamp();
    readonly List<string> lines = [];
    Table? hosts;

    public void Tell(string line)
    {
        lines.Add($"[grey]{clock.GetElapsedTime(began).TotalSeconds,5:0.0} s[/]  {Markup.Escape(line)}");
        Draw();
    }

    public void Show(DemoRelease release, IReadOnlyList<DemoHost> now)
    {
        hosts = new Table { Border = TableBorder.Rounded, Title = new TableTitle($"#{release.Id} {release.State}") };
        hosts.AddColumns(Texts.Demo.ColumnWave, Texts.Demo.ColumnHost, Texts.Demo.ColumnState);
        foreach (var host in now) hosts.AddRow($"{host.Wave}", Markup.Escape(host.Host), $"[{Colour(host.State)}]{Markup.Escape(host.State)}[/]");
        Draw();
    }

    void Draw()
    {
        var story = new Markup(string.Join('\n', lines.TakeLast(MostLines)));
        live.UpdateTarget(hosts is null ? story : new Rows(story, hosts));
    }

    static string Colour(string state) => state switch
    {
        "Succeeded" => "green",
        "Failed" => "red",
        "Pending" or "Skipped" => "grey",
        _ => "blue",
    };
}
