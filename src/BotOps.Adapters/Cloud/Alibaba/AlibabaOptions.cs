namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary><c>BotOps:Cloud:&lt;account&gt;</c>: one account, and where its keys come from.</summary>
public sealed record AlibabaOptions
{
    /// <summary>The name by which the catalog and people call it.</summary>
    public required string Account { get; init; }

    /// <summary>Where names, keys and the doctor are asked; orders say their own.</summary>
    public required string Region { get; init; }

    /// <summary>References to the key's id and secret; null: those of the instance's role, or of the environment.</summary>
    public string? AccessKey { get; init; }
    public string? Secret { get; init; }

    /// <summary>A reference; for keys that STS gave somebody else.</summary>
    public string? SecurityToken { get; init; }

    /// <summary>The RAM role of the instance that BotOps runs on; <c>*</c>: whichever it has.</summary>
    public string? InstanceRole { get; init; }

    /// <summary>ARN of a role to take on with those keys; null: they are used as they are.</summary>
    public string? AssumeRole { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>What <see cref="Endpoints"/> may name.</summary>
    public static IReadOnlyList<string> Addresses { get; } = [.. Product.All.Select(p => p.Name), "metadata"];

    /// <summary>Addresses by a product's name in place of those of the region.</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Domains of Alidns in which BotOps may keep names.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>The same of PrivateZone, whose names only VPCs see.</summary>
    public IReadOnlyList<string> PrivateZones { get; init; } = [];

    /// <summary>For one request.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call that may be repeated is repeated.</summary>
    public TimeSpan Reconnect { get; init; } = TimeSpan.FromMinutes(1);
}
