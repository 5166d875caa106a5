namespace BotOps.Core.Scaling;

/// <summary>What may be bought: a type in a zone, as the provider has it at this moment.</summary>
/// <param name="Free">Addresses left in the subnet.</param>
/// <param name="PriceAnHour">Of one.</param>
public sealed record Offer(string Type, string Zone, string Subnet, bool InStock, int Free, decimal PriceAnHour);

/// <summary>What one call buys.</summary>
public sealed record ScalePart(string Type, string Zone, string Subnet, int Amount);

/// <summary>Splits what is asked for over types and zones, by nothing but what is given.</summary>
public static class ScalePlanner
{
    /// <summary>More no call buys.</summary>
    public const int MostACall = 100;

    /// <param name="offers">In the order in which they are preferred.</param>
    /// <exception cref="UserError">Not all can be had.</exception>
    public static IReadOnlyList<ScalePart> Split(int amount, IReadOnlyList<Offer> offers)
    {
        if (!offers.Any(o => o.InStock)) throw new UserError(Texts.Scaling.NoStock([.. offers.Select(o => o.Type).Distinct()], [.. offers.Select(o => o.Zone).Distinct()]));

        var free = offers.GroupBy(o => o.Subnet).ToDictionary(g => g.Key, g => g.First().Free);
        List<ScalePart> parts = [];
        var left = amount;
        foreach (var offer in offers.Where(o => o.InStock))
        {
            while (Math.Min(Math.Min(left, MostACall), free[offer.Subnet]) is > 0 and var some)
            {
                parts.Add(new ScalePart(offer.Type, offer.Zone, offer.Subnet, some));
                (left, free[offer.Subnet]) = (left - some, free[offer.Subnet] - some);
            }
        }
        return left == 0 ? parts : throw new UserError(Texts.Scaling.NoAddresses(amount, amount - left), $"+{amount}");
    }

    /// <summary>Without what would make the order dearer.</summary>
    /// <param name="most">An hour, of all together.</param>
    /// <exception cref="UserError">Nothing is left; says what the cheapest would cost.</exception>
    public static IReadOnlyList<Offer> Within(decimal most, int amount, IReadOnlyList<Offer> offers, string currency)
    {
        IReadOnlyList<Offer> within = [.. offers.Where(o => o.PriceAnHour * amount <= most)];
        return within.Count > 0 ? within : throw new UserError(Texts.Scaling.DearerThanMaxCost(amount, new(offers.Min(o => o.PriceAnHour) * amount, currency), most), "--max-cost");
    }

    /// <summary>The dearest that the order may come to an hour, however it has to fall back.</summary>
    public static decimal WorstPrice(int amount, IReadOnlyList<Offer> offers) => amount * offers.Max(o => o.PriceAnHour);
}
