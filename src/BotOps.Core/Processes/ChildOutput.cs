namespace BotOps.Core.Processes;

/// <summary>
/// Reads a child's pipe. A descendant that got away may hold the other end for ever, and a blocked read of a pipe cannot be cancelled:
/// once the child has ended, a pipe that stays silent counts as closed.
/// </summary>
sealed class ChildOutput(Stream pipe, TimeProvider clock) : Stream
{
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    readonly byte[] buffer = new byte[64 * 1024]; // its own, as an abandoned read may still write to it
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<int>? reading;
    int start, end;

    public void EndSoon() => ended.TrySetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stopping = default)
    {
        if (start == end && !await Fill(stopping)) return 0;

        var count = Math.Min(into.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(into.Span);
        start += count;
        return count;
    }

    async Task<bool> Fill(CancellationToken stopping)
    {
        reading ??= pipe.ReadAsync(buffer, CancellationToken.None).AsTask();
        if (!reading.IsCompleted) await Task.WhenAny(reading, ended.Task).WaitAsync(stopping);
        if (!reading.IsCompleted) await Task.WhenAny(reading, Task.Delay(Silence, clock, stopping));
        stopping.ThrowIfCancellationRequested();
        if (!reading.IsCompleted) return false;

        (start, end) = (0, await reading);
        reading = null;
        return end > 0;
    }

    public override int Read(byte[] into, int offset, int count) => ReadAsync(into.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();
}
