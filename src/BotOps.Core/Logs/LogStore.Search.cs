using System.Runtime.CompilerServices;

namespace BotOps.Core.Logs;

/// <param name="Numbers">Of the first of them, in order.</param>
/// <param name="Count">Of all.</param>
public sealed record LogHits(IReadOnlyList<long> Numbers, long Count);

public sealed partial class LogStore
{
    /// <summary>Lines that hold the text, in upper or lower case, and not by their colours.</summary>
    /// <param name="source">Only lines of this host or <c>build</c>; null: all.</param>
    /// <param name="upTo">Number of the last line that is looked at.</param>
    public Task<LogHits> Search(long logId, string text, string? source, long upTo, int most, CancellationToken stopping) =>
        Hits(logId, line => Ansi.Strip(line.Text).Contains(text, StringComparison.OrdinalIgnoreCase), source, upTo, most, stopping);

    /// <summary>Lines that read like errors.</summary>
    public Task<LogHits> Errors(long logId, string? source, long upTo, int most, CancellationToken stopping) =>
        Hits(logId, line => line.ReadsLikeAnError, source, upTo, most, stopping);

    async Task<LogHits> Hits(long logId, Func<LogLine, bool> wanted, string? source, long upTo, int most, CancellationToken stopping)
    {
        var (numbers, count) = (new List<long>(), 0L);
        await foreach (var line in All(logId, stopping))
        {
            if (line.Number > upTo) break;
            if ((source is not null && line.Source != source) || !wanted(line)) continue;
            count++;
            if (numbers.Count < most) numbers.Add(line.Number);
        }
        return new(numbers, count);
    }

    /// <summary>Every line from the first; each chunk is read once.</summary>
    public async IAsyncEnumerable<LogLine> All(long logId, [EnumeratorCancellation] CancellationToken stopping)
    {
        for (var next = 1L; await Chunks(logId, next, stopping) is { Count: > 0 } chunks;)
        {
            var lines = new List<LogLine>();
            next = LogText.Add(lines, chunks, next, int.MaxValue);
            foreach (var line in lines) yield return line;
        }
    }
}
