namespace BotOps.Tests.Logs;

/// <summary>A stream that hands out given bytes in given portions, as a pipe does.</summary>
sealed class Portions(IEnumerable<byte[]> portions) : Stream
{
    readonly Queue<byte[]> rest = new(portions);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!rest.TryDequeue(out var next)) return ValueTask.FromResult(0);
        var length = Math.Min(next.Length, buffer.Length);
        next.AsSpan(0, length).CopyTo(buffer.Span);
        if (length < next.Length)
        {
            var others = rest.ToArray();
            rest.Clear();
            foreach (var part in others.Prepend(next[length..])) rest.Enqueue(part);
        }
        return ValueTask.FromResult(length);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
