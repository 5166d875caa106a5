using System.Text.RegularExpressions;
using BotOps.Adapters.Dns;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Dns:NAME</c>; what is wrong is said by name.</summary>
static partial class DnsSettings
{
    public static IReadOnlyList<DynamicDnsOptions> Read(IConfigurationSection zones) => [.. zones.GetChildren().Select(Zone)];

    static DynamicDnsOptions Zone(IConfigurationSection zone) => new()
    {
        Name = zone.Key.ToLowerInvariant(),
        Zone = Host(zone, "Zone").TrimEnd('.').ToLowerInvariant(), Server = Host(zone, "Server"),
        Port = (zone["Port"] is not { Length: > 0 } text ? 53 : int.TryParse(text, out var number) ? number : 0) is > 0 and <= 65535 and var port ? port : throw new UserError(Texts.Dns.NotAPort($"{zone.Path}:Port"), zone["Port"]),
        Key = zone["Key"] is { } key && KeyName().IsMatch(key) ? key : throw new UserError(Texts.Dns.NotAKey($"{zone.Path}:Key"), zone["Key"]),
        Secret = zone.Reference("Secret") ?? throw new UserError(Texts.Configuration.NotAReference($"{zone.Path}:Secret")),
        RequestLimit = zone.Time("RequestLimit", TimeSpan.FromSeconds(20)),
    };

    static string Host(IConfigurationSection zone, string name) =>
        zone[name] is { } text && !text.Any(c => char.IsWhiteSpace(c) || c == '%') && Uri.CheckHostName(text) != UriHostNameType.Unknown ? text : throw new UserError(Texts.Dns.NotAName($"{zone.Path}:{name}"), zone[name]);

    [GeneratedRegex(@"^(hmac-(md5|sha1|sha224|sha256|sha384|sha512):)?[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex KeyName();
}
