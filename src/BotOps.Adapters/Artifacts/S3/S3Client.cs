using Amazon.Runtime;
using Amazon.S3;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Artifacts.S3;

/// <summary>AWS' client as stores that only speak S3 understand it too.</summary>
static class S3Client
{
    public static AmazonS3Client Of(S3Options options, SecretReferences secrets)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region, ForcePathStyle = options.PathStyle, MaxErrorRetry = 4, Timeout = TimeSpan.FromMinutes(5),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, // newer than many stores; digests are checked here
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint) config.ServiceURL = endpoint.AbsoluteUri;
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        return options is { AccessKey: { } access, SecretKey: { } secret } ? new AmazonS3Client(new ReferencedKeys(secrets, access, secret), config) : new AmazonS3Client(config);
    }

    /// <summary>Read at each use, so that a changed key is used at once.</summary>
    sealed class ReferencedKeys(SecretReferences secrets, string access, string secret) : AWSCredentials
    {
        /// <summary>For the blocking calls of AWS' client, of which BotOps makes none.</summary>
        public override ImmutableCredentials GetCredentials() => Task.Run(GetCredentialsAsync).GetAwaiter().GetResult();

        public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
            new(await secrets.Resolve(access, CancellationToken.None), await secrets.Resolve(secret, CancellationToken.None), token: null);
    }
}
