using System.Security.Cryptography;
using BotOps.Adapters.Artifacts;
using BotOps.Core.Builds;

namespace BotOps.IntegrationTests.Artifacts;

public sealed class FileArtifactStoreTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("botops-store-").FullName;
    readonly byte[] content = RandomNumberGenerator.GetBytes(300_000);
    FileArtifactStore Store => new(folder, TimeProvider.System);

    [Fact]
    public async Task What_was_saved_is_found_by_its_digest()
    {
        var artifact = await Store.Save(new MemoryStream(content), default);

        Assert.Equal(new(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length), artifact);
        Assert.Equal(content, await Read(artifact.Sha256));
        await Store.Delete(artifact.Sha256, default);
        Assert.False(await Store.Has(artifact.Sha256, default));
        Assert.Null(await Store.Open("../../../../etc/passwd", default));
    }

    [Fact]
    public async Task A_damaged_artifact_never_reads_to_its_end_and_one_cut_short_is_not_there()
    {
        var artifact = await Store.Save(new MemoryStream(content), default);
        var file = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Single();

        await using (var damage = File.OpenWrite(file))
        {
            damage.Position = 1000;
            damage.WriteByte((byte)~content[1000]);
        }
        await Assert.ThrowsAsync<ArtifactCorrupt>(() => Read(artifact.Sha256));

        await using (var damage = File.OpenWrite(file))
            damage.SetLength(content.Length - 1);
        Assert.False(await Store.Has(artifact.Sha256, default));
        Assert.Null(await Store.Open(artifact.Sha256, default));

        await Store.Save(new MemoryStream(content), default); // built again: healed
        Assert.Equal(content, await Read(artifact.Sha256));
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Store.Save(new BrokenStream(), default));

        Assert.Empty(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    async Task<byte[]> Read(string sha256)
    {
        await using var stored = await Store.Open(sha256, default);
        var read = new byte[stored!.Length];
        await stored.ReadExactlyAsync(read); // knows the length and never asks for the end
        return read;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    sealed class BrokenStream : MemoryStream
    {
        int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++reads < 3 ? ValueTask.FromResult(buffer.Length) : throw new IOException("broken");
    }
}
