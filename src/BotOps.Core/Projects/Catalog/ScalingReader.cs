using System.Globalization;
using System.Text.RegularExpressions;
using BotOps.Core.Scaling;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads how an environment gets hosts from a cloud: its <c>scaling</c>.</summary>
static partial class ScalingReader
{
    const int LongestScript = 16 * 1024, MostHosts = 999_999;

    public static ScaleSettings? Read(CatalogField scaling)
    {
        if (!scaling.Given) return null;
        scaling.Knows("account", "region", "image", "types", "zones", "securityGroups", "keyPair", "names", "transport", "root", "ssh", "dns", "mostADay", "mostAnHour", "mostCostADay", "least", "back", "init");
        var usual = new ScaleSettings();
        var transport = scaling["transport"].Text(usual.Transport, CatalogNames.Problem);
        if (scaling["ssh"].Given && transport != SshReader.Transport) scaling["ssh"].Problem(Texts.Catalog.SshOfAnother(transport));
        var series = Needed(scaling["names"], Series);
        return new ScaleSettings
        {
            Account = Needed(scaling["account"], CatalogNames.Problem),
            Region = Needed(scaling["region"], CatalogNames.Problem),
            Image = Needed(scaling["image"], ProviderName),
            Types = [.. scaling["types"].Required().Entries().Select(type => new ScaleType(Named(type.Name, type.Field), Some(type.Field)))],
            Zones = [.. scaling["zones"].Required().Entries().Select(zone => new ScaleZone(Named(zone.Name, zone.Field), Needed(zone.Field, ProviderName)))],
            SecurityGroups = scaling["securityGroups"].Words(ProviderName),
            KeyPair = scaling["keyPair"].TextOrNull(ProviderName),
            Names = series,
            Transport = transport,
            Root = Needed(scaling["root"], CatalogNames.AbsolutePath),
            Ssh = scaling["ssh"].Given ? SshReader.Read(scaling["ssh"]) : null,
            Dns = scaling["dns"].Words(text => DnsName(text, NameSeries.Parse(series))),
            MostADay = scaling["mostADay"].Number(usual.MostADay, 1, 10_000),
            MostAnHour = Money(scaling["mostAnHour"]),
            MostCostADay = Money(scaling["mostCostADay"]),
            Least = scaling["least"].Number(usual.Least, 0, 10_000),
            Back = BackReader.Read(scaling["back"]),
            Init = scaling["init"].LongText(Script),
        };
    }

    static string Needed(CatalogField field, Func<string, string?> problem) => field.Required().Text("", problem);

    static string Named(string name, CatalogField field)
    {
        if (CatalogNames.Problem(name) is { } wrong) field.Problem(wrong);
        return name;
    }

    static List<string> Some(CatalogField types)
    {
        var some = types.Words(ProviderName);
        if (some.Count == 0 && !types.IsText) types.Problem(Texts.Catalog.IsMissing);
        return some;
    }

    static decimal? Money(CatalogField field)
    {
        decimal money = 0;
        field.Text("", text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out money) && money > 0 ? null : Texts.Scaling.NotMoney(text));
        return field.Given ? money : null;
    }

    /// <summary>With the hosts' own names in it, the longest that there will be.</summary>
    static string? DnsName(string text, NameSeries? series)
    {
        if (!FullName().IsMatch(text.Replace("{host}", "host", StringComparison.Ordinal))) return Texts.Dns.NotAFullName(text);
        var full = series is null ? text : text.Replace("{host}", series.Name(MostHosts), StringComparison.Ordinal);
        return series is null || FullName().IsMatch(full) ? null : Texts.Scaling.NamesDoNotFit(text, full);
    }

    static string? Series(string text) => NameSeries.Parse(text) is null ? Texts.Scaling.NotASeries(text) : null;
    static string? ProviderName(string text) => text.Length is > 0 and <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':') ? null : Texts.Scaling.NotAProviderName(text);
    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}\z")]
    private static partial Regex FullName();

    static string? Script(string text) => text.Length > LongestScript ? Texts.Catalog.TooLong(LongestScript) : SecretGuard.Problem(text);
}
