namespace BotOps.Sandbox.Cloud;

/// <summary>Bought from the double; changed by <see cref="CloudWorld"/> alone.</summary>
public sealed class CloudInstance
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required CloudType Type { get; init; }
    public required CloudSubnet Subnet { get; init; }
    public required string Address { get; init; }
    public required string Image { get; init; }
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>As it was sent, Base64.</summary>
    public string? UserData { get; init; }
    public bool Prepaid { get; init; }
    public required DateTimeOffset BoughtAt { get; init; }

    /// <summary>Described from then on.</summary>
    public required DateTimeOffset ShownAt { get; init; }
    public required DateTimeOffset BootsAt { get; init; }

    /// <summary>Starting, Running or Stopped.</summary>
    public string Status { get; internal set; } = "Starting";
    public DateTimeOffset? ReleaseAt { get; internal set; }
}
