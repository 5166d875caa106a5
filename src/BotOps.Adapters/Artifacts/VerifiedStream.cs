using System.Security.Cryptography;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts;

/// <summary>Hashes what is read and throws <see cref="ArtifactCorrupt"/> instead of ending when it was not what its digest says.</summary>
/// <param name="length">Of the content, which need not know it itself.</param>
sealed class VerifiedStream(Stream content, long length, string sha256) : Stream
{
    readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long seen;
    bool verified;

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stopping = default)
    {
        var count = await content.ReadAsync(into, stopping);
        return Checked(into.Span[..count], asked: into.Length);
    }

    public override int Read(byte[] into, int offset, int count) => Read(into.AsSpan(offset, count));
    public override int Read(Span<byte> into) => Checked(into[..content.Read(into)], asked: into.Length);

    /// <summary>The last piece is not given out before the whole is known to be right: a reader who knows the length never asks for the end.</summary>
    int Checked(ReadOnlySpan<byte> read, int asked)
    {
        sum.AppendData(read);
        seen += read.Length;
        var last = seen == length || (read.Length == 0 && asked > 0);
        if (!last || verified) return read.Length;
        if (Convert.ToHexStringLower(sum.GetCurrentHash()) != sha256) throw new ArtifactCorrupt(sha256);
        verified = true;
        return read.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            sum.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => seen; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();
}
