using System.Globalization;
using BotOps.Core;
using BotOps.Core.Scaling;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Scaling</c>, the limits of every project; what is wrong is said by name.</summary>
static class ScalingSettings
{
    public static ScaleCaps Read(IConfigurationSection scaling) => new(new ScaleBounds((int?)Amount(scaling, "MostADay", whole: true), Amount(scaling, "MostAnHour"), Amount(scaling, "MostCostADay")));

    static decimal? Amount(IConfigurationSection scaling, string name, bool whole = false) => scaling[name] is not { Length: > 0 } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= 1_000_000 && (!whole || amount == Math.Floor(amount)) ? amount
        : throw new UserError(Texts.Configuration.NotALimit($"{scaling.Path}:{name}"), text);
}
