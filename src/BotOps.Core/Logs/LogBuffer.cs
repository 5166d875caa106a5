using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace BotOps.Core.Logs;

/// <summary>Lines on their way to the database as <see cref="LogChunk.Text"/> has them, at most <paramref name="memory"/> bytes of them.</summary>
sealed class LogBuffer(int memory)
{
    public const int BatchBytes = 256 * 1024;

    readonly Lock gate = new();
    readonly Queue<LogBatch> full = new();
    LogBatch? current;
    int batches;
    long taken, stored, hurried;
    TaskCompletionSource changed = NewSignal(), room = NewSignal();

    public bool Completed { get; private set; }

    /// <summary>Ends when there is something new to look at; take it before looking.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <summary>Ends when something was stored; take it before trying.</summary>
    public Task Room => Volatile.Read(ref room).Task;

    public bool Any
    {
        get { lock (gate) return current is not null || full.Count > 0; }
    }

    /// <summary>No reason to wait for more lines.</summary>
    public bool Due
    {
        get { lock (gate) return full.Count > 0 || stored < hurried || Completed; }
    }

    /// <summary>False when there is no room.</summary>
    public bool TryAppend(long milliseconds, ReadOnlySpan<byte> source, ReadOnlySpan<byte> text)
    {
        lock (gate)
        {
            if (current is not null && !current.Fits(source, text))
            {
                full.Enqueue(current);
                current = null;
                Raise(ref changed);
            }
            if (current is null)
            {
                if ((batches + 1) * BatchBytes > memory) return false;
                current = new LogBatch();
                batches++;
                if (full.Count == 0) Raise(ref changed);
            }
            current.Append(milliseconds, source, text);
            taken++;
            return true;
        }
    }

    /// <summary>The oldest lines; <see cref="Stored"/> gives their room back.</summary>
    public LogBatch Take()
    {
        lock (gate)
        {
            if (full.TryDequeue(out var oldest)) return oldest;
            (oldest, current) = (current!, null);
            return oldest;
        }
    }

    public void Stored(LogBatch batch)
    {
        lock (gate)
        {
            stored += batch.Lines;
            batches--;
            batch.Return();
            Raise(ref room);
        }
    }

    /// <summary>How many lines have been taken in; all of them without waiting for more, please.</summary>
    public long Hurry()
    {
        lock (gate)
        {
            hurried = taken;
            Raise(ref changed);
            return taken;
        }
    }

    public bool HasStored(long lines)
    {
        lock (gate) return stored >= lines;
    }

    public void Complete()
    {
        lock (gate) Completed = true;
        Raise(ref changed);
    }

    static void Raise(ref TaskCompletionSource signal) => Interlocked.Exchange(ref signal, NewSignal()).TrySetResult();

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Lines that are stored together as one <see cref="LogChunk"/>.</summary>
sealed class LogBatch
{
    const int LongestNumber = 20;
    readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(LogBuffer.BatchBytes);
    int length;

    public int Lines { get; private set; }
    public ReadOnlyMemory<byte> Text => bytes.AsMemory(0, length);

    public bool Fits(ReadOnlySpan<byte> source, ReadOnlySpan<byte> text) => length + LongestNumber + source.Length + text.Length + 3 <= LogBuffer.BatchBytes;

    public void Append(long milliseconds, ReadOnlySpan<byte> source, ReadOnlySpan<byte> text)
    {
        Utf8Formatter.TryFormat(milliseconds, bytes.AsSpan(length), out var written);
        length += written;
        bytes[length++] = (byte)'\t';
        source.CopyTo(bytes.AsSpan(length));
        length += source.Length;
        bytes[length++] = (byte)'\t';
        text.CopyTo(bytes.AsSpan(length));
        length += text.Length;
        bytes[length++] = (byte)'\n';
        Lines++;
    }

    /// <summary>Its memory is used again.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(bytes);
}
