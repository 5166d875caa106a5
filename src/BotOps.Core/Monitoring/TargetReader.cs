namespace BotOps.Core.Monitoring;

/// <summary>Somebody who reads the list of targets, such as one Prometheus of two.</summary>
public sealed class TargetReader
{
    public required string Name { get; init; }

    /// <summary>Counted before the list is made: what was true when a read is counted is what it shows, or something newer.</summary>
    public long Reads { get; init; }
    public DateTimeOffset At { get; init; }
}
