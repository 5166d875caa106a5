using System.Web;
using Amazon.S3;
using Amazon.S3.Model;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts.S3;

/// <summary>Presigned links of the bucket itself (AWS Signature Version 4, query parameters).</summary>
sealed class S3ArtifactLinks(IAmazonS3 client, S3Options options, TimeProvider clock) : IArtifactLinks
{
    public async Task<ArtifactLink> To(string sha256, CancellationToken stopping)
    {
        var address = new Uri(await client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = options.Bucket, Key = options.KeyOf(sha256), Verb = HttpVerb.GET, Expires = (clock.GetUtcNow() + ArtifactLink.Lives).UtcDateTime,
            Protocol = options.Endpoint?.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS,
        }));
        return new ArtifactLink(address, HttpUtility.ParseQueryString(address.Query)["X-Amz-Signature"] ?? address.Query);
    }
}
