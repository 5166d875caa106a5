namespace BotOps.Core.Hosts;

/// <summary>How a host is reached by Salt; what is null is as the configuration says (<c>BotOps:Salt</c>).</summary>
public sealed record SaltAccess
{
    /// <summary>The minion's id; null: the host's name.</summary>
    public string? Minion { get; init; }

    /// <summary>The user whose rights the host script has; null: as configured, else those of the minion.</summary>
    public string? User { get; init; }
}
