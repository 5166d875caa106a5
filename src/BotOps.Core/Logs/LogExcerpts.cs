using BotOps.Core.Chat;

namespace BotOps.Core.Logs;

/// <summary>Lines of a log as a thread shows them: without colours, equal ones in a row as one, none longer than is read at a glance.</summary>
static class LogExcerpts
{
    /// <summary>Characters of a line; the whole stands in the log, which the excerpt links to.</summary>
    const int Longest = 300;
    const int Newest = 4, Before = 3, After = 6;

    /// <summary>Lines after the error that are looked at: many of them may be the same.</summary>
    const int Looked = 60;

    /// <summary>The lines around the first error of one source of a log; its last where none reads like one.</summary>
    public static async Task<IReadOnlyList<ExcerptLine>> AroundFirstError(this LogStore logs, long log, string source, CancellationToken stopping)
    {
        var (lines, error) = await logs.FirstError(log, source, Before, Looked, stopping);
        var shown = Shown(lines, error?.Number);
        return error is null ? shown : [.. shown.Take(shown.FindIndex(line => line.Error) + 1 + After)];
    }

    public static async Task<IReadOnlyList<ExcerptLine>> NewestOf(this LogStore logs, long log, CancellationToken stopping) =>
        Shown(await logs.Tail(log, Newest, stopping), error: null);

    internal static List<ExcerptLine> Shown(IReadOnlyList<LogLine> lines, long? error)
    {
        List<(string Text, int Times, bool Error)> shown = [];
        foreach (var line in lines)
        {
            var (text, isError) = (Ansi.Strip(line.Text), line.Number == error);
            if (shown.Count > 0 && shown[^1].Text == text) shown[^1] = (text, shown[^1].Times + 1, shown[^1].Error || isError);
            else shown.Add((text, 1, isError));
        }
        return shown.ConvertAll(line => new ExcerptLine(line.Times == 1 ? Texts.Cut(line.Text, Longest) : $"{Texts.Cut(line.Text, Longest)} (×{line.Times})", line.Error));
    }
}
