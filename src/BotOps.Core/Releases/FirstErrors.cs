using BotOps.Core.Chat;
using BotOps.Core.Logs;

namespace BotOps.Core.Releases;

static class FirstErrors
{
    /// <summary>The lines around the first error of one source of a log, as a thread shows them.</summary>
    public static async Task<IReadOnlyList<ExcerptLine>> AroundFirstError(this LogStore logs, long log, string source, CancellationToken stopping)
    {
        var (lines, error) = await logs.FirstError(log, source, 3, 6, stopping);
        return [.. lines.Select(l => new ExcerptLine(Ansi.Strip(l.Text), l.Number == error?.Number))];
    }
}
