using System.Text.RegularExpressions;
using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Cloud:ACCOUNT</c>; what is wrong is said by name.</summary>
static partial class CloudSettings
{
    public static IReadOnlyList<AlibabaOptions> Read(IConfigurationSection accounts) => [.. accounts.GetChildren().Select(Account)];

    static AlibabaOptions Account(IConfigurationSection account)
    {
        var name = account.Key.ToLowerInvariant();
        if (!Name().IsMatch(name)) throw new UserError(Texts.Cloud.NotAName(account.Path), account.Key);
        if (account["Region"] is not { } region || !Name().IsMatch(region)) throw new UserError(Texts.Cloud.NoRegion($"{account.Path}:Region"), account["Region"]);
        var (key, secret) = (account.Reference("AccessKey"), account.Reference("Secret"));
        if (key is null != secret is null) throw new UserError(Texts.Cloud.OneKey(account.Path));
        if (key is not null && account["InstanceRole"] is { Length: > 0 }) throw new UserError(Texts.Cloud.TwoKeys(account.Path));
        if (account["AssumeRole"] is { Length: > 0 } arn && !arn.StartsWith("acs:ram::", StringComparison.Ordinal)) throw new UserError(Texts.Cloud.NotARole($"{account.Path}:AssumeRole", arn), arn);
        var usual = new AlibabaOptions { Account = name, Region = region };
        return new AlibabaOptions
        {
            Account = name, Region = region,
            AccessKey = key, Secret = secret, SecurityToken = account.Reference("SecurityToken"),
            InstanceRole = Given(account, "InstanceRole"), AssumeRole = Given(account, "AssumeRole"), ExternalId = Given(account, "ExternalId"),
            Endpoints = account.GetSection("Endpoints").GetChildren().ToDictionary(e => e.Key.ToLowerInvariant(), Endpoint),
            Domains = Names(account, "Domains"), PrivateZones = Names(account, "PrivateZones"),
            RequestLimit = account.Time("RequestLimit", usual.RequestLimit), Reconnect = account.Time("Reconnect", usual.Reconnect),
        };
    }

    static string? Given(IConfigurationSection section, string name) => section[name] is { Length: > 0 } text ? text : null;

    static IReadOnlyList<string> Names(IConfigurationSection section, string name) =>
        [.. section.GetSection(name).GetChildren().Select(n => n.Value).OfType<string>().Select(n => Uri.CheckHostName(n) == UriHostNameType.Dns ? n.ToLowerInvariant() : throw new UserError(Texts.Cloud.NotADomain($"{section.Path}:{name}", n), n))];

    /// <summary>Keys go there only encrypted; plain HTTP is for this machine, and for the metadata service, which speaks nothing else.</summary>
    static Uri Endpoint(IConfigurationSection endpoint)
    {
        var name = endpoint.Key.ToLowerInvariant();
        if (!AlibabaOptions.Addresses.Contains(name)) throw new UserError(Texts.Cloud.NotAProduct(endpoint.Path, AlibabaOptions.Addresses), endpoint.Key);
        return Uri.TryCreate(endpoint.Value, UriKind.Absolute, out var uri) && uri.PathAndQuery == "/" && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && (uri.IsLoopback || name == "metadata")))
            ? uri : throw new UserError(Texts.Cloud.NotAnAddress(endpoint.Path, endpoint.Value ?? ""), endpoint.Value);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,62}\z")]
    private static partial Regex Name();
}
