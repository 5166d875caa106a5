using System.Security.Cryptography;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts;

/// <summary>Hashes what is read and throws <see cref="ArtifactCorrupt"/> instead of ending when it was not what its digest says.</summary>
sealed class VerifiedStream(FileStream file, string sha256) : Stream
{
    readonly IncrementalHash sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly long length = file.Length;
    long seen;
    bool verified;

    public override async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stopping = default)
    {
        var count = await file.ReadAsync(into, stopping);
        return Checked(into.Span[..count], asked: into.Length);
    }

    public override int Read(byte[] into, int offset, int count) => Read(into.AsSpan(offset, count));
    public override int Read(Span<byte> into) => Checked(into[..file.Read(into)], asked: into.Length);

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
            file.Dispose();
            sum.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get => file.Position; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] from, int offset, int count) => throw new NotSupportedException();
}
