namespace BotOps.Core.Cloud;

/// <summary>What is bought; fixed before the first call, so that a repeated call is the same one.</summary>
public sealed record InstanceSpec
{
    public required string Type { get; init; }
    public required string Image { get; init; }

    /// <summary>It lies in one zone.</summary>
    public required string Subnet { get; init; }
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];
    public string? KeyPair { get; init; }

    /// <summary>Of the system disk; null: the provider's usual one.</summary>
    public string? DiskCategory { get; init; }

    /// <summary>GiB of the system disk; null: the image's.</summary>
    public int? DiskSize { get; init; }

    /// <summary>By the month, and not given back by itself; else by the hour.</summary>
    public bool Prepaid { get; init; }
}

/// <summary>An order for one or more instances.</summary>
public sealed record InstanceOrder(string Region, InstanceSpec Spec)
{
    /// <summary>1 to 100.</summary>
    public required int Amount { get; init; }

    /// <summary>With fewer in stock nothing is bought.</summary>
    public required int Least { get; init; }

    /// <summary>At most 64 ASCII characters; the same token never buys twice.</summary>
    public required string Token { get; init; }

    /// <summary>Names are <c>prefix</c> and a running number of <see cref="Digits"/> digits from <see cref="First"/>.</summary>
    public required string NamePrefix { get; init; }
    public required int First { get; init; }
    public int Digits { get; init; } = 3;

    /// <summary>BotOps' own mark, <see cref="Instance.Mark"/>, is added to them.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Run by the instance at its first start; at most 32 KiB.</summary>
    public string? UserData { get; init; }

    /// <summary>When the provider gives it back by itself; whole minutes, at least 30 ahead.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }
}

public enum InstanceState { Pending, Starting, Running, Stopping, Stopped }

/// <summary>As the provider shows it.</summary>
public sealed record Instance(string Id, string Name, string Region, string Zone, string Type, InstanceState State)
{
    /// <summary>The tag of what BotOps bought; without it nothing is deleted.</summary>
    public const string Mark = "botops";

    public string? Subnet { get; init; }

    /// <summary><c>linux</c> or <c>windows</c>; null: the provider does not say.</summary>
    public string? System { get; init; }

    /// <summary>Null: it has none yet.</summary>
    public string? PrivateAddress { get; init; }
    public string? PublicAddress { get; init; }
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
    public bool Ours => Tags.ContainsKey(Mark);
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the provider gives it back by itself.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }
    public bool Prepaid { get; init; }

    /// <summary>Until when it is paid; null: by the hour.</summary>
    public DateTimeOffset? PaidUntil { get; init; }
}

public sealed record InstanceType(string Name, int Cores, double MemoryGiB);

/// <param name="Enough">False: it is still to be had, but not much of it.</param>
public sealed record ZoneStock(string Zone, bool Enough);

/// <summary>Null: the provider does not say.</summary>
public sealed record Quota(int? InstancesLeft, int? CoresLeft);

public sealed record Subnet(string Id, string Name, string Zone, int FreeAddresses);

/// <param name="Currency">As ISO 4217 has it.</param>
public sealed record Price(decimal Amount, string Currency);
