using System.Globalization;
using BotOps.Core.Scaling;

namespace BotOps.Core.Projects.Catalog;

/// <summary>An environment's <c>scaling</c> by the names of the file; what is as usual is left away.</summary>
static class ScalingValues
{
    public static IReadOnlyList<CatalogValue> Of(ScaleSettings? scaling) => scaling is null
        ? []
        : CatalogValues.Without([.. Values(new ScaleSettings()), new("scaling.ssh.trustFirstUse", "false")], [.. Values(scaling), .. scaling.Ssh is { } ssh ? CatalogValues.Of(ssh).Select(Below) : []]);

    static IEnumerable<CatalogValue> Values(ScaleSettings scaling) =>
    [
        new("scaling.account", scaling.Account), new("scaling.region", scaling.Region), new("scaling.image", scaling.Image),
        .. scaling.Types.Select(t => new CatalogValue(["scaling", "types", t.Name], t.Types)), .. scaling.Zones.Select(z => new CatalogValue(["scaling", "zones", z.Name], z.Subnet)),
        new("scaling.securityGroups", scaling.SecurityGroups), new("scaling.keyPair", scaling.KeyPair ?? ""), new("scaling.names", scaling.Names),
        new("scaling.transport", scaling.Transport), new("scaling.root", scaling.Root),
        new("scaling.dns", scaling.Dns),
        new("scaling.mostADay", Text(scaling.MostADay)), new("scaling.mostAnHour", scaling.MostAnHour is { } most ? Text(most) : ""), new("scaling.mostCostADay", scaling.MostCostADay is { } day ? Text(day) : ""), new("scaling.least", Text(scaling.Least)),
        .. BackReader.Values(scaling.Back),
        new("scaling.init", scaling.Init),
    ];

    static CatalogValue Below(CatalogValue value) => value with { Path = ["scaling", .. value.Path] };
    static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
