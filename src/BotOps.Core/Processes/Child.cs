namespace BotOps.Core.Processes;

/// <summary>
/// A process group that BotOps started, recorded before it runs, so that whatever a kill left is found and ended by the next
/// start on that machine. Machine, group and start time together name it: a process id alone is used again.
/// </summary>
public sealed class Child
{
    public long Id { get; private init; }
    public required string Machine { get; init; }
    public int ProcessGroup { get; init; }

    /// <summary>Clock ticks since boot, field 22 of <c>/proc/&lt;pid&gt;/stat</c> (proc(5)).</summary>
    public long StartTime { get; init; }

    /// <summary>The BotOps process that owns it, and that process's start time.</summary>
    public int Owner { get; init; }
    public long OwnerStartTime { get; init; }

    /// <summary>What it is for: <c>build:17</c>.</summary>
    public required string Purpose { get; init; }
    public DateTimeOffset At { get; init; }
}
