using BotOps.Core.Cloud;

namespace BotOps.Core.Inventory;

/// <summary>An instance as the provider showed it last. Also those that BotOps did not buy: what nobody owns costs as well.</summary>
public sealed class KnownInstance
{
    public required string Account { get; init; }
    public required string Region { get; init; }
    public required string Id { get; init; }
    public required Instance Shown { get; set; }
    public InstanceFacts Facts { get; set; } = new();

    /// <summary>What was told last of the host that it is; null: that it is well, or nothing.</summary>
    public string? Trouble { get; set; }

    /// <summary>It was told that nobody owns it.</summary>
    public bool Unowned { get; set; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The provider does not show it any more.</summary>
    public DateTimeOffset? GoneAt { get; set; }
}

/// <summary>What the provider says of instances like it, asked seldom.</summary>
/// <param name="Subnet">As people have named it at the provider.</param>
/// <param name="AnHour">Of the machine alone; null: the provider does not say.</param>
public sealed record InstanceFacts(int? Cores = null, double? MemoryGiB = null, string? Subnet = null, Price? AnHour = null, DateTimeOffset? AskedAt = null);

/// <summary>How old the knowledge of one region of one account is.</summary>
public sealed class CloudReading
{
    public required string Account { get; init; }
    public required string Region { get; init; }

    /// <summary>Counts those that were noted; what one of them tells is told once.</summary>
    public long Number { get; set; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When what is noted was asked for; null: never.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Why it could not be read since.</summary>
    public string? Problem { get; set; }
}
