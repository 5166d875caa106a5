using Spectre.Console;

namespace BotOps.Benchmarks;

/// <summary>All figures in one table; wide enough to be read in a file as well.</summary>
static class Report
{
    public static void Write(IAnsiConsole console, IReadOnlyList<(string Benchmark, Figure Figure)> figures)
    {
        var table = new Table { Border = TableBorder.Ascii2 };
        table.AddColumns("Benchmark", "What", "Measured", "Limit or peer", "");
        var last = "";
        foreach (var (benchmark, figure) in figures)
        {
            var met = figure.Met switch { true => "[green]met[/]", false => "[red]missed[/]", null => "" };
            table.AddRow(benchmark == last ? "" : benchmark, Markup.Escape(figure.What), Markup.Escape(figure.Measured), Markup.Escape(figure.Beside), met);
            last = benchmark;
        }
        if (Console.IsOutputRedirected) console.Profile.Width = 200;
        console.Write(table);
    }
}
