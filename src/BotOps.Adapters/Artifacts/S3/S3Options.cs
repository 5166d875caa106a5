namespace BotOps.Adapters.Artifacts.S3;

/// <summary><c>BotOps:Artifacts:S3</c>: a bucket of AWS, or of a store that speaks S3.</summary>
public sealed record S3Options
{
    public required string Bucket { get; init; }
    public string Region { get; init; } = "us-east-1";

    /// <summary>Null: AWS in that region.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Before the names of objects: <c>botops/</c>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>References; null: the rights of the machine itself, as AWS gives them.</summary>
    public string? AccessKey { get; init; }
    public string? SecretKey { get; init; }

    /// <summary>The bucket stands in the path of addresses, and not before the host's name; stores but AWS mostly want that.</summary>
    public bool PathStyle { get; init; }

    public string KeyOf(string sha256) => $"{Prefix}{sha256}.tar.gz";
}
