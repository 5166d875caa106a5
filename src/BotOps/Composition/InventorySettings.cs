using BotOps.Core.Chat;
using BotOps.Core.Inventory;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Inventory</c>; what is wrong is said by name.</summary>
static class InventorySettings
{
    public static InventoryOptions Read(IConfigurationSection inventory) => new()
    {
        Every = inventory.Time("Every", new InventoryOptions().Every),
        Channels = [.. inventory.GetSection("Channels").GetChildren().Select(c => Place.Parse(c.Value ?? ""))],
    };
}
