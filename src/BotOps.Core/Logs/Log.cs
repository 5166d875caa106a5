namespace BotOps.Core.Logs;

/// <summary>An append-only log of a build or a rollout. Lines are numbered from 1 in the order in which they were stored.</summary>
public sealed class Log
{
    public long Id { get; private init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Lines and bytes stored; both change only under this row's lock.</summary>
    public long Lines { get; set; }
    public long Bytes { get; set; }

    /// <summary>Lines between head and tail that the per-log limit left out.</summary>
    public long Dropped { get; set; }
    public bool Ended { get; set; }

    /// <summary>When its growth was last told; whichever process writes, a log is told of a few times a second. Database time.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}

/// <summary>Consecutive lines of a log, written together.</summary>
public sealed class LogChunk
{
    public long LogId { get; init; }
    public long FirstLine { get; init; }
    public int Lines { get; init; }

    /// <summary>UTF-8; each line is <c>milliseconds since the epoch TAB source TAB text LF</c>.</summary>
    public required byte[] Text { get; init; }
}
