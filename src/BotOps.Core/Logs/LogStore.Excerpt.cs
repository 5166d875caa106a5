namespace BotOps.Core.Logs;

public sealed partial class LogStore
{
    /// <summary>
    /// The lines around the first error of one source, that source's alone, and which of them is the error; without an error
    /// its last lines.
    /// </summary>
    /// <param name="source">A host's name or <c>build</c>.</param>
    public async Task<(IReadOnlyList<LogLine> Lines, LogLine? Error)> FirstError(long logId, string source, int before, int after, CancellationToken stopping)
    {
        var near = new Queue<LogLine>();
        for (var next = 1L; await Read(logId, next, LinesAtOnce, stopping) is { Count: > 0 } lines; next = lines[^1].Number + 1)
        {
            foreach (var line in lines.Where(l => l.Source == source))
            {
                near.Enqueue(line);
                if (line.ReadsLikeAnError) return ([.. near, .. await After(logId, line, after, stopping)], line);
                if (near.Count > before) near.Dequeue();
            }
        }
        return ([.. near], null);
    }

    async Task<List<LogLine>> After(long logId, LogLine error, int count, CancellationToken stopping) =>
        [.. (await Read(logId, error.Number + 1, LinesAtOnce, stopping)).Where(l => l.Source == error.Source).Take(count)];
}
