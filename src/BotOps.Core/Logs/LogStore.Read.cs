using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BotOps.Core.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Logs;

public sealed partial class LogStore
{
    /// <summary>A follower looks again after so long without a word: whoever wrote may have died before telling.</summary>
    static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    const int LinesAtOnce = 2000;

    /// <summary>Lines from <paramref name="fromLine"/> on, at most <paramref name="maxLines"/>. One line stands for those the limit left out.</summary>
    public async Task<IReadOnlyList<LogLine>> Read(long logId, long fromLine, int maxLines, CancellationToken stopping)
    {
        var lines = new List<LogLine>();
        for (var next = fromLine; lines.Count < maxLines;)
        {
            var chunks = await Chunks(logId, next, stopping);
            if (chunks.Count == 0) break;
            next = LogText.Add(lines, chunks, next, maxLines);
        }
        return lines;
    }

    /// <summary>The last lines.</summary>
    public async Task<IReadOnlyList<LogLine>> Tail(long logId, int lines, CancellationToken stopping)
    {
        var (_, length) = await State(logId, stopping);
        return await Read(logId, Math.Max(1, length - lines + 1), lines, stopping);
    }

    public Task<IReadOnlyList<LogLine>> Around(long logId, long line, int before, int after, CancellationToken stopping) =>
        Read(logId, Math.Max(1, line - before), (int)Math.Min(before, line - 1) + 1 + after, stopping);

    /// <summary>The first line that reads like the cause of a failure; null where none does.</summary>
    public async Task<LogLine?> FindFirstError(long logId, CancellationToken stopping)
    {
        for (var next = 1L; ;)
        {
            var chunks = await Chunks(logId, next, stopping);
            if (chunks.Count == 0) return null;
            foreach (var chunk in chunks)
                if (LogText.FirstError(chunk) is { } line) return line;
            next = chunks[^1].FirstLine + chunks[^1].Lines;
        }
    }

    /// <summary>Every line, as <see cref="Follow(long, long, int?, CancellationToken)"/>.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> Follow(long logId, long fromLine, CancellationToken stopping) => Follow(logId, fromLine, near: null, stopping);

    /// <summary>Lines as they are stored, from <paramref name="fromLine"/> on, over breaks of the connection; ends when the log has ended and all was read.</summary>
    /// <param name="near">A reader that is more than twice as many lines behind gets only the last so many of them; null: every line.</param>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> Follow(long logId, long fromLine, int? near, [EnumeratorCancellation] CancellationToken stopping)
    {
        var grown = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var own = $"{logId} ";
        using var subscription = notifications.Subscribe(Notifications.Logs, payload =>
        {
            if (payload is null || payload.StartsWith(own, StringComparison.Ordinal)) grown.Writer.TryWrite(true);
        });

        for (var next = fromLine; ;)
        {
            (var ended, var length, next, var chunks) = await Look(logId, next, near, stopping);
            if (chunks.Count > 0)
            {
                var lines = new List<LogLine>();
                while (next < chunks[^1].FirstLine + chunks[^1].Lines)
                {
                    next = LogText.Add(lines, chunks, next, LinesAtOnce);
                    yield return lines;
                    lines = [];
                }
            }
            else if (ended && next > length) yield break;
            else await Grown(grown.Reader, stopping);
        }
    }

    /// <summary>The state is read before the lines: an ended log without more lines has none.</summary>
    async Task<(bool Ended, long Length, long From, List<LogChunk> Chunks)> Look(long logId, long from, int? near, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var (ended, length) = await State(logId, stopping);
                if (near is { } most && length - from >= 2L * most) from = length - most + 1;
                return (ended, length, from, length < from ? [] : await Chunks(logId, from, stopping));
            }
            catch (Exception error) when (Retry.IsTransient(error) && !stopping.IsCancellationRequested)
            {
                logger.LogWarning("A reader of log {Log} waits for the database: {Error}", logId, error.GetBaseException().Message);
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, stopping);
            }
        }
    }

    async Task Grown(ChannelReader<bool> grown, CancellationToken stopping)
    {
        Task heard = grown.WaitToReadAsync(stopping).AsTask();
        await heard.WaitAsync(LookAgain, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.ThrowIfCancellationRequested();
        grown.TryRead(out _);
    }

    async Task<(bool Ended, long Length)> State(long logId, CancellationToken stopping)
    {
        await using var ask = database.CreateCommand("select ended, lines from botops.logs where id = @log");
        ask.Parameters.Add(new("log", logId));
        await using var row = await ask.ExecuteReaderAsync(stopping);
        return await row.ReadAsync(stopping) ? (row.GetBoolean(0), row.GetInt64(1)) : (true, 0);
    }

    /// <summary>The chunk that holds the line or the first after it, and some more; about 4 MiB at most.</summary>
    async Task<List<LogChunk>> Chunks(long logId, long from, CancellationToken stopping)
    {
        await using var read = database.CreateCommand(
            """
            select first_line, lines, text from botops.log_chunks
            where log_id = @log and first_line + lines > @from
                and first_line >= coalesce((select max(first_line) from botops.log_chunks where log_id = @log and first_line <= @from), 0)
            order by first_line limit 16
            """);
        read.Parameters.Add(new("log", logId));
        read.Parameters.Add(new("from", from));
        await using var row = await read.ExecuteReaderAsync(stopping);
        var chunks = new List<LogChunk>();
        while (await row.ReadAsync(stopping))
            chunks.Add(new() { LogId = logId, FirstLine = row.GetInt64(0), Lines = row.GetInt32(1), Text = row.GetFieldValue<byte[]>(2) });
        return chunks;
    }
}
