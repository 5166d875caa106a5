using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using BotOps.Adapters.Artifacts.S3;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Slack;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Artifacts;

/// <summary>
/// The store in a bucket, against s3rver, which speaks parts, ranges and signatures. (The S3 of the <c>emulate</c> package has none of the three.)
/// </summary>
public sealed class S3StoreTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botops-s3-");

    [SkippableTheory]
    [InlineData(300_000)]
    [InlineData(37_000_000)] // in three parts
    public async Task What_was_saved_is_found_by_its_digest_and_pulled_by_a_link(int length)
    {
        var (options, client, peer) = await Start();
        await using var _ = peer;
        var store = new S3ArtifactStore(client, options, folder.CreateSubdirectory("spool").FullName);
        var content = RandomNumberGenerator.GetBytes(length);

        var artifact = await store.Save(new MemoryStream(content), default);

        Assert.Equal(new(Convert.ToHexStringLower(SHA256.HashData(content)), length), artifact);
        Assert.True(await store.Has(artifact.Sha256, default));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "spool")));
        await using (var stored = await store.Open(artifact.Sha256, default))
        {
            var read = new byte[stored!.Length];
            await stored.ReadExactlyAsync(read);
            Assert.Equal(content, read);
        }

        var link = await new S3ArtifactLinks(client, options, TimeProvider.System).To(artifact.Sha256, default);
        await using var host = new HostFolder();
        var incoming = Directory.CreateDirectory(host.In("incoming")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(incoming, $".{artifact.Sha256}.tar.gz.{artifact.Sha256[..12]}.part"), content[..(length / 2)]);
        await host.Done(HostVerbs.Pull(Service, 41, 1, artifact.Sha256, length, link.Address));
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(incoming, $"{artifact.Sha256}.tar.gz")));
        Assert.Contains($"going on from byte {length / 2} of {length}", host.Lines);

        using var http = new HttpClient();
        var forged = link.Address.AbsoluteUri.Replace(link.Signature, new string('0', link.Signature.Length), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri(forged))).StatusCode);

        await store.Delete(artifact.Sha256, default);
        Assert.False(await store.Has(artifact.Sha256, default));
        Assert.Null(await store.Open(artifact.Sha256, default));
        Assert.Null(await store.Open("../../etc/passwd", default));
    }

    [SkippableFact]
    public async Task A_damaged_object_never_reads_to_its_end_and_a_bucket_that_is_not_there_is_named()
    {
        var (options, client, peer) = await Start();
        await using var _ = peer;
        var store = new S3ArtifactStore(client, options, folder.CreateSubdirectory("spool").FullName);
        var artifact = await store.Save(new MemoryStream(new byte[1000]), default);
        await client.PutObjectAsync(new() { BucketName = options.Bucket, Key = options.KeyOf(artifact.Sha256), InputStream = new MemoryStream([.. new byte[999], 1]), UseChunkEncoding = false });

        await using var damaged = await store.Open(artifact.Sha256, default);
        await Assert.ThrowsAsync<ArtifactCorrupt>(async () => await damaged!.CopyToAsync(Stream.Null));

        await store.Save(new MemoryStream(new byte[1000]), default); // built again: healed
        await using (var healed = await store.Open(artifact.Sha256, default)) await healed!.CopyToAsync(Stream.Null);

        var elsewhere = new S3ArtifactStore(client, options with { Bucket = "no-such-bucket" }, folder.CreateSubdirectory("spool").FullName);
        var refused = await Assert.ThrowsAsync<IOException>(() => elsewhere.Save(new MemoryStream([1]), default));
        Assert.StartsWith("the artifact store (bucket no-such-bucket) says: ", refused.Message, StringComparison.Ordinal);
    }

    async Task<(S3Options, AmazonS3Client, NodePeer)> Start()
    {
        var port = Ports.Free();
        var peer = await NodePeer.Start("s3.mjs", ["Artifacts", "peer"], $"{port}", folder.CreateSubdirectory("bucket").FullName, "artifacts");
        var key = Path.Combine(folder.FullName, "key");
        await File.WriteAllTextAsync(key, "S3RVER\n"); // s3rver's one user, and its secret
        var options = new S3Options { Bucket = "artifacts", Prefix = "botops/", Endpoint = new Uri($"http://127.0.0.1:{port}"), PathStyle = true, AccessKey = $"file:{key}", SecretKey = $"file:{key}" };
        return (options, S3Client.Of(options, NoDatabase.References), peer);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
