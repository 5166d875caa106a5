using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Inventory;

/// <summary>What the catalog calls instance types and subnets in the environments that are scaled with them.</summary>
public sealed class FriendlyNames(BotOpsDb db)
{
    ILookup<(string Account, string Provider), string> names = Enumerable.Empty<string>().ToLookup(_ => ("", ""));

    public async Task Read(CancellationToken stopping)
    {
        var scaling = await db.Environments.AsNoTracking().Where(e => e.Scaling != null).Select(e => e.Scaling!).ToListAsync(stopping);
        names = scaling
            .SelectMany(s => s.Types.SelectMany(t => t.Types.Select(type => (s.Account, Provider: type, t.Name))).Concat(s.Zones.Select(z => (s.Account, Provider: z.Subnet, z.Name))))
            .Distinct().ToLookup(n => (n.Account, n.Provider), n => n.Name);
    }

    /// <summary>With the provider's own name behind it; only that where the catalog has none.</summary>
    /// <param name="other">How people call it at the provider.</param>
    public string Of(string account, string provider, string? other = null) => names[(account, provider)].Order(StringComparer.Ordinal).ToList() switch
    {
        [] when other is null || other == provider => provider,
        [] => $"{other} ({provider})",
        var known => $"{string.Join('/', known)} ({provider})",
    };
}
