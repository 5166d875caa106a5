namespace BotOps.Sandbox.Cloud;

/// <param name="Price">Of one for an hour, in CNY.</param>
public sealed record CloudType(string Name, int Cores, double MemoryGiB, decimal Price);

/// <param name="Addresses">How many instances it has room for.</param>
public sealed record CloudSubnet(string Id, string Name, string Zone, int Addresses);

/// <summary>What there is to be had at the double's one region, and how it behaves.</summary>
public sealed record CloudOffer
{
    public string Region { get; init; } = "cn-hangzhou";
    public required IReadOnlyList<CloudType> Types { get; init; }
    public required IReadOnlyList<CloudSubnet> Subnets { get; init; }

    /// <summary>Of each type in each zone, where <see cref="CloudWorld.Stock"/> was not told otherwise.</summary>
    public int Stock { get; init; } = 200;
    public IReadOnlyList<string> Images { get; init; } = [];
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];
    public IReadOnlyList<string> KeyPairs { get; init; } = [];
    public IReadOnlyList<string> Domains { get; init; } = [];
    public IReadOnlyList<string> PrivateZones { get; init; } = [];

    /// <summary>The account's own key.</summary>
    public string KeyId { get; init; } = "LTAI5tSandboxKey0001";
    public string KeySecret { get; init; } = "SandboxSecret0123456789";

    /// <summary>ARNs of roles that may be taken on.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ["acs:ram::1234567890123456:role/scaler"];

    /// <summary>Of the instance whose metadata service this is.</summary>
    public string InstanceRole { get; init; } = "botops";

    /// <summary>Of pay-as-you-go instances.</summary>
    public int Cores { get; init; } = 1000;

    /// <summary>How long after it was bought an instance is not described yet.</summary>
    public TimeSpan ShownAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>From Starting to Running.</summary>
    public TimeSpan BootsIn { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often instances that boot or end are looked after when nobody asks.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromMilliseconds(100);

    public IEnumerable<string> Zones => Subnets.Select(s => s.Zone).Distinct();

    /// <summary>Three zones, three types.</summary>
    public static CloudOffer Sample { get; } = new()
    {
        Types = [new("ecs.g7.large", 2, 8, 0.98m), new("ecs.g7.xlarge", 4, 16, 1.96m), new("ecs.c7.large", 2, 4, 0.79m)],
        Subnets = [new("vsw-h", "prod-h", "cn-hangzhou-h", 250), new("vsw-i", "prod-i", "cn-hangzhou-i", 250), new("vsw-j", "prod-j", "cn-hangzhou-j", 250)],
        Images = ["img-botops"], SecurityGroups = ["sg-web", "sg-ssh"], KeyPairs = ["botops"], Domains = ["example.com"], PrivateZones = ["prod.internal"],
    };
}
