using System.Collections.Concurrent;
using System.Text;
using BotOps.Core.Secrets;

namespace BotOps.Core.Logs;

/// <summary>
/// Appends to a log. Many may write to one writer, and many writers in many processes to one log. Nothing is lost or written
/// twice while the database is away: writers wait once <see cref="LogOptions.Memory"/> is full. Dispose stores what is left.
/// </summary>
public sealed class LogWriter : ILogSink, IAsyncDisposable
{
    readonly LogBuffer buffer;
    readonly LogAppend append;
    readonly LineFilter filter;
    readonly LogOptions options;
    readonly TimeProvider clock;
    readonly CancellationTokenSource giveUp = new();
    readonly CancellationTokenRegistration whenStopping, whenClosing;
    readonly ConcurrentDictionary<string, byte[]> sources = new();
    readonly Task storing;

    internal LogWriter(LogAppend append, SecretMask mask, LogOptions options, TimeProvider clock, CancellationToken stopping, CancellationToken closing)
    {
        (this.append, this.options, this.clock) = (append, options, clock);
        filter = new LineFilter(mask);
        buffer = new LogBuffer(options.Memory);
        whenStopping = stopping.Register(() => giveUp.CancelAfter(options.StopLimit));
        whenClosing = closing.Register(giveUp.Cancel);
        storing = Task.Run(Store);
    }

    public ValueTask Write(string source, string line, CancellationToken stopping = default) => Write(source, Encoding.UTF8.GetBytes(line), stopping);

    /// <summary>Text of several lines becomes several lines.</summary>
    public ValueTask Write(string source, ReadOnlyMemory<byte> utf8, CancellationToken stopping = default)
    {
        if (utf8.Length > LongLines.Longest || !filter.Passes(utf8.Span)) return WriteSlowly(source, Encoding.UTF8.GetString(utf8.Span), stopping);
        return TryAppend(source, utf8.Span) ? ValueTask.CompletedTask : Wait(source, utf8, stopping);
    }

    /// <summary>Ends when all that was written before is stored.</summary>
    public async Task Flush(CancellationToken stopping)
    {
        var lines = buffer.Hurry();
        while (true)
        {
            var room = buffer.Room;
            if (buffer.HasStored(lines)) return;
            await WhileStoring(room, stopping);
        }
    }

    public async ValueTask DisposeAsync()
    {
        buffer.Complete();
        await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // LogAppend has said what it could not store
        await whenStopping.DisposeAsync();
        await whenClosing.DisposeAsync();
        giveUp.Dispose();
    }

    async ValueTask WriteSlowly(string source, string text, CancellationToken stopping)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
            foreach (var part in LongLines.Split(filter.Apply(line)))
                if (!TryAppend(source, part)) await Wait(source, part, stopping);
    }

    async ValueTask Wait(string source, ReadOnlyMemory<byte> line, CancellationToken stopping)
    {
        while (true)
        {
            var room = buffer.Room;
            if (TryAppend(source, line.Span)) return;
            await WhileStoring(room, stopping);
        }
    }

    /// <exception cref="InvalidOperationException">The writer has given up or was disposed.</exception>
    async Task WhileStoring(Task room, CancellationToken stopping)
    {
        if (await Task.WhenAny(room.WaitAsync(stopping), storing) == storing && !room.IsCompleted)
            throw new InvalidOperationException("The log is not written any more.", storing.Exception?.GetBaseException());
        stopping.ThrowIfCancellationRequested();
    }

    bool TryAppend(string source, ReadOnlySpan<byte> line)
    {
        ObjectDisposedException.ThrowIf(buffer.Completed, this);
        return buffer.TryAppend(clock.GetUtcNow().ToUnixTimeMilliseconds(), sources.GetOrAdd(source, Name), line);
    }

    static byte[] Name(string source) => Encoding.UTF8.GetBytes(string.Concat(source.Select(c => char.IsControl(c) ? ' ' : c)));

    async Task Store()
    {
        var last = 0L;
        while (true)
        {
            var changed = buffer.Changed;
            if (!buffer.Any)
            {
                if (buffer.Completed) break;
                if (!await Within(changed, append.TellsIn)) await append.Tell(giveUp.Token);
            }
            else if (!buffer.Due && options.Gather - clock.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero && last != 0)
            {
                await Within(changed, rest);
            }
            else
            {
                var batch = buffer.Take();
                await append.Store(batch, giveUp.Token);
                buffer.Stored(batch);
                last = clock.GetTimestamp();
            }
        }
        await append.Tell(giveUp.Token);
    }

    /// <summary>False when the time was over first.</summary>
    async Task<bool> Within(Task task, TimeSpan limit)
    {
        var waited = task.WaitAsync(limit, clock);
        await waited.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return waited.IsCompletedSuccessfully;
    }
}
