using BotOps.Core.Chat;

namespace BotOps.Core.Inventory;

/// <summary><c>BotOps:Inventory</c>.</summary>
public sealed record InventoryOptions
{
    /// <summary>How often every account is read.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where those who look after the machines hear of what belongs to no project; empty: only the log says it.</summary>
    public IReadOnlyList<Place> Channels { get; init; } = [];
}
