namespace BotOps.Core.Jobs;

/// <summary>
/// BotOps lets come to its end what is under way and starts nothing: before an upgrade, or before its machine goes down. A row, so that
/// every process sees it, and so that it stays over restarts until a person ends it.
/// </summary>
public sealed class Drain
{
    /// <summary>One at a time: the primary key decides.</summary>
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>The person's name; the account of who may run BotOps' executable and is no person of the catalog.</summary>
    public required string By { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset Since { get; init; }
}
