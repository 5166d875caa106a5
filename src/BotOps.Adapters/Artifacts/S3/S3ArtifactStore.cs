using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using BotOps.Core;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts.S3;

/// <summary>
/// Artifacts as objects <c>&lt;prefix&gt;&lt;sha256&gt;.tar.gz</c> of a bucket. What is to be stored lies in a file until its digest, and so its
/// name, is known; an object is there whole or not at all.
/// </summary>
sealed class S3ArtifactStore(IAmazonS3 client, S3Options options, string folder) : IArtifactStore
{
    /// <summary>S3 takes parts of at least 5 MiB, and at most 10,000 of them.</summary>
    internal const long Part = 16 << 20;
    const int MostParts = 10_000;

    /// <summary>For a question while others wait.</summary>
    static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    public async Task<Artifact> Save(Stream content, CancellationToken stopping)
    {
        Directory.CreateDirectory(folder);
        await using var file = ScratchFile.Open(folder);
        var artifact = await ArtifactDigest.Copy(content, file, stopping);
        await Asked(() => Upload(file, options.KeyOf(artifact.Sha256), stopping), stopping); // also where it is there already: heals a damaged one
        return artifact;
    }

    public async Task<Stream?> Open(string sha256, CancellationToken stopping)
    {
        if (!ArtifactDigest.Is(sha256)) return null;
        return await Asked(async () =>
        {
            try
            {
                var response = await client.GetObjectAsync(options.Bucket, options.KeyOf(sha256), stopping);
                return new VerifiedStream(response.ResponseStream, response.ContentLength, sha256);
            }
            catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound && error.ErrorCode != "NoSuchBucket")
            {
                return null;
            }
        }, stopping);
    }

    public async Task<bool> Has(string sha256, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(AskLimit);
        return ArtifactDigest.Is(sha256) && await Length(sha256, stopping, limit.Token) is not null;
    }

    public Task Delete(string sha256, CancellationToken stopping) =>
        ArtifactDigest.Is(sha256) ? Asked(() => client.DeleteObjectAsync(options.Bucket, options.KeyOf(sha256), stopping), stopping) : Task.CompletedTask;

    Task<long?> Length(string sha256, CancellationToken stopping, CancellationToken limit) => Asked<long?>(async () =>
    {
        try
        {
            return (await client.GetObjectMetadataAsync(options.Bucket, options.KeyOf(sha256), limit)).ContentLength;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }, stopping);

    async Task<bool> Upload(FileStream file, string key, CancellationToken stopping)
    {
        file.Position = 0;
        if (file.Length > Part) await UploadParts(file, key, stopping);
        else await client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = options.Bucket, Key = key, InputStream = file, AutoCloseStream = false, ContentType = "application/gzip", UseChunkEncoding = false,
        }, stopping);
        return true;
    }

    async Task UploadParts(FileStream file, string key, CancellationToken stopping)
    {
        var size = Math.Max(Part, file.Length / MostParts + 1);
        var upload = (await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = options.Bucket, Key = key, ContentType = "application/gzip" }, stopping)).UploadId;
        try
        {
            List<PartETag> parts = [];
            for (var at = 0L; at < file.Length; at += size)
            {
                file.Position = at;
                var sent = await client.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = options.Bucket, Key = key, UploadId = upload, PartNumber = parts.Count + 1, InputStream = file,
                    PartSize = Math.Min(size, file.Length - at), UseChunkEncoding = false,
                }, stopping);
                parts.Add(new PartETag(parts.Count + 1, sent.ETag));
            }
            await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = upload, PartETags = parts }, stopping);
        }
        catch
        {
            await GiveUp(key, upload);
            throw;
        }
    }

    /// <summary>Parts that belong to nothing cost money; where even that fails, the bucket's own rule for them ends it.</summary>
    async Task GiveUp(string key, string upload)
    {
        using var limit = new CancellationTokenSource(AskLimit);
        try
        {
            await client.AbortMultipartUploadAsync(options.Bucket, key, upload, limit.Token);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException)
        {
        }
    }

    /// <summary>What the store says, with the bucket's name, as trouble of an input or output: so it is a build's or a host's, not BotOps'.</summary>
    async Task<T> Asked<T>(Func<Task<T>> ask, CancellationToken stopping)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException
            || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new IOException(Texts.Pulls.S3Refuses(options.Bucket, error.GetBaseException().Message), error);
        }
    }
}
