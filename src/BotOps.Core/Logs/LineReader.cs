using System.Buffers;
using BotOps.Core.Secrets;

namespace BotOps.Core.Logs;

/// <summary>
/// Splits what a program writes into lines: clean, masked, UTF-8, at most 16 KiB. A progress line (ended by <c>\r</c>) is a line
/// too, but only the last of those that came together is kept, as a terminal would show it.
/// </summary>
public sealed class LineReader
{
    readonly LineFilter filter;
    readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onLine;

    /// <summary>So much is read before a line without an end is cut: a secret that lies across the cut must be seen whole.</summary>
    readonly int ahead;

    /// <summary>Decoded beginning of a line whose end was not read yet, and whether a part of it was handed out before.</summary>
    string held = "";
    bool goesOn;
    bool lineFeedMayFollow;

    LineReader(SecretMask mask, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onLine)
    {
        (filter, this.onLine) = (new LineFilter(mask), onLine);
        ahead = LongLines.Longest + mask.Longest;
    }

    /// <summary>Every line of the stream into the log, until the stream ends.</summary>
    public static Task Copy(Stream from, string source, ILogSink to, SecretMask mask, CancellationToken stopping) =>
        Read(from, mask, (line, token) => to.Write(source, line, token), stopping);

    /// <param name="onLine">The bytes are used again when it has ended.</param>
    public static async Task Read(Stream from, SecretMask mask, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> onLine, CancellationToken stopping)
    {
        var reader = new LineReader(mask, onLine);
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024 + 4 * reader.ahead);
        try
        {
            var filled = 0;
            while (await from.ReadAsync(buffer.AsMemory(filled), stopping) is > 0 and var read)
            {
                filled += read;
                var used = await reader.Lines(buffer.AsMemory(0, filled), stopping);
                used += await reader.Beginning(buffer.AsMemory(used, filled - used), stopping);
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
            if (filled > 0 || reader.held.Length > 0) await reader.End(buffer.AsMemory(0, filled), stopping);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hands out what has an end; returns how many bytes that was.</summary>
    async ValueTask<int> Lines(ReadOnlyMemory<byte> read, CancellationToken stopping)
    {
        var at = lineFeedMayFollow && read.Span[0] == '\n' ? 1 : 0;
        lineFeedMayFollow = false;
        var progress = ReadOnlyMemory<byte>.Empty;
        while (read.Span[at..].IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var length)
        {
            var line = read.Slice(at, length);
            at += length + 1;
            if (read.Span[at - 1] == '\r')
            {
                if (at < read.Length && read.Span[at] == '\n') at++;
                else
                {
                    lineFeedMayFollow = at == read.Length;
                    if (length > 0) progress = line;
                    continue;
                }
            }
            await End(line.IsEmpty ? progress : line, stopping);
            progress = ReadOnlyMemory<byte>.Empty;
        }
        if (!progress.IsEmpty) await End(progress, stopping);
        return at;
    }

    ValueTask End(ReadOnlyMemory<byte> line, CancellationToken stopping)
    {
        if (held.Length == 0 && !goesOn && line.Length <= LongLines.Longest && filter.Passes(line.Span)) return onLine(line, stopping);
        return EndSlowly(line, stopping);
    }

    async ValueTask EndSlowly(ReadOnlyMemory<byte> line, CancellationToken stopping)
    {
        var text = held + LineEncoding.Decode(line.Span);
        if (text.Length > 0 || !goesOn)
            foreach (var part in LongLines.Split(filter.Apply(text), goesOn)) await onLine(part, stopping);
        (held, goesOn) = ("", false);
    }

    /// <summary>Takes in the beginning of a line that is too long to wait for its end; returns how many bytes that was.</summary>
    async ValueTask<int> Beginning(ReadOnlyMemory<byte> part, CancellationToken stopping)
    {
        if (part.Length <= ahead) return 0;

        var whole = LineEncoding.Whole(part.Span);
        held += LineEncoding.Decode(part.Span[..whole]);
        while (held.Length > ahead)
        {
            var cut = filter.Mask.Cut(held, LongLines.Fitting(held));
            foreach (var line in LongLines.Split(filter.Apply(held[..cut]), goesOn)) await onLine(line, stopping);
            (held, goesOn) = (held[cut..], true);
        }
        return whole;
    }
}
