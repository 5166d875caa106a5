namespace BotOps.Core.Monitoring;

/// <summary>How Prometheus learns of hosts: it asks BotOps for them.</summary>
public sealed record MonitoringOptions
{
    /// <summary>Reference to the token that opens the list; null: nobody may read it.</summary>
    public string? Token { get; init; }

    /// <summary>Whoever has read the list within this time is waited for before a host is stopped.</summary>
    public TimeSpan Known { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a host waits for readers; then it goes all the same.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>From a list being read to its hosts being asked no more: Prometheus takes new lists over every five seconds.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(6);
}
