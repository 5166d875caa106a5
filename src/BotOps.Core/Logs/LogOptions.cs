namespace BotOps.Core.Logs;

/// <summary>How much of a log is kept, and how it is written.</summary>
public sealed class LogOptions
{
    /// <summary>Bytes kept of one log: half of them its beginning, half its end; the lines between are left out.</summary>
    public long Limit { get; init; } = 200L << 20;

    /// <summary>Bytes that one writer holds while the database is slow or away; then whoever writes waits.</summary>
    public int Memory { get; init; } = 8 << 20;

    /// <summary>Lines that come close together are stored together; the first after a silence at once.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>A log's growth is told once in this time, over all processes; with the word at the end that is under ten a second.</summary>
    public TimeSpan TellEvery { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long a writer still tries to store what it holds when BotOps stops.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(5);
}
