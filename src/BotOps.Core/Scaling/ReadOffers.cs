using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <param name="Cores">By type.</param>
public sealed record Offers(IReadOnlyList<Offer> All, Quota Quota, string Currency, IReadOnlyDictionary<string, int> Cores);

/// <summary>Asks the provider what there is of the types and zones that the catalog allows.</summary>
public sealed class ReadOffers(Clouds clouds)
{
    /// <param name="spec">A name of the catalog's types; null: the usual one.</param>
    /// <param name="zone">A name of the catalog's zones; null: all.</param>
    /// <exception cref="UserError">A name is not known, or the provider refuses.</exception>
    public Task<Offers> Of(ScaleSettings settings, string? spec, string? zone, CancellationToken stopping)
    {
        var types = TypesOf(settings, spec).Types;
        var zones = ZonesOf(settings, zone);
        return Clouds.Ask(() => Ask(settings, types, zones, stopping));
    }

    public static ScaleType TypesOf(ScaleSettings settings, string? spec) => spec is null
        ? settings.Types[0]
        : settings.Types.FirstOrDefault(t => t.Name == spec) ?? throw new UserError(Texts.Scaling.NoSuchSpec(spec, [.. settings.Types.Select(t => t.Name)]), spec);

    static IReadOnlyList<ScaleZone> ZonesOf(ScaleSettings settings, string? zone) => zone is null
        ? settings.Zones
        : [settings.Zones.FirstOrDefault(z => z.Name == zone) ?? throw new UserError(Texts.Scaling.NoSuchZone(zone, [.. settings.Zones.Select(z => z.Name)]), zone)];

    async Task<Offers> Ask(ScaleSettings settings, IReadOnlyList<string> types, IReadOnlyList<ScaleZone> zones, CancellationToken stopping)
    {
        var cloud = clouds.Named(settings.Account);
        var subnets = (await cloud.Subnets(settings.Region, [.. zones.Select(z => z.Subnet)], stopping)).ToDictionary(s => s.Id);
        if (zones.FirstOrDefault(z => !subnets.ContainsKey(z.Subnet)) is { } gone) throw new UserError(Texts.Scaling.NoSuchSubnet(gone.Name, gone.Subnet));

        var known = await cloud.Types(settings.Region, [.. types], stopping);
        var quota = await cloud.Quota(settings.Region, stopping);
        List<Offer> offers = [];
        var currency = "";
        foreach (var type in types)
        {
            var stock = await cloud.Stock(settings.Region, type, stopping);
            var price = await cloud.PriceAnHour(settings.Region, SpecOf(settings, type, zones[0].Subnet), 1, stopping);
            currency = price.Currency;
            offers.AddRange(zones.Select(z => new Offer(type, z.Name, z.Subnet, stock.Any(s => s.Zone == subnets[z.Subnet].Zone), subnets[z.Subnet].FreeAddresses, price.Amount)));
        }
        return new Offers([.. offers.OrderByDescending(o => o.InStock)], quota, currency, known.ToDictionary(t => t.Name, t => t.Cores)); // what is out of stock now is tried last
    }

    public static InstanceSpec SpecOf(ScaleSettings settings, string type, string subnet) => new()
    {
        Type = type, Image = settings.Image, Subnet = subnet, SecurityGroups = settings.SecurityGroups, KeyPair = settings.KeyPair,
    };
}
