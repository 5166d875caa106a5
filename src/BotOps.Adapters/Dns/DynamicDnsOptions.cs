namespace BotOps.Adapters.Dns;

/// <summary>One zone of a name server of one's own that takes dynamic updates (RFC 2136), signed with TSIG (RFC 8945).</summary>
public sealed record DynamicDnsOptions
{
    /// <summary>The name of the section, which errors speak of.</summary>
    public required string Name { get; init; }
    public required string Zone { get; init; }

    /// <summary>The primary of the zone.</summary>
    public required string Server { get; init; }
    public int Port { get; init; } = 53;

    /// <summary>As the server's configuration calls it; with the algorithm in front where it is not hmac-sha256: <c>hmac-sha512:botops</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Reference to the key's secret, in base64.</summary>
    public required string Secret { get; init; }

    /// <summary>For one update or question.</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromSeconds(20);
}
