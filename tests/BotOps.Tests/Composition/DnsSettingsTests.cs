using BotOps.Adapters.Dns;
using BotOps.Composition;
using BotOps.Core;
using Microsoft.Extensions.Configuration;

namespace BotOps.Tests.Composition;

public class DnsSettingsTests
{
    static readonly (string Name, string Value)[] Right = [("Zone", "Shop.internal."), ("Server", "10.0.0.2"), ("Key", "hmac-sha512:botops"), ("Secret", "file:/etc/botops/tsig")];

    [Fact]
    public void A_zone_is_read_by_name()
    {
        var zone = Read(Right);
        Assert.Equal(("internal", "shop.internal", "10.0.0.2", 53, "hmac-sha512:botops", "file:/etc/botops/tsig"), (zone.Name, zone.Zone, zone.Server, zone.Port, zone.Key, zone.Secret));
    }

    [Theory]
    [InlineData("Zone", "")]
    [InlineData("Server", "10.0.0.2\nupdate delete x")] // each stands in a line that nsupdate reads
    [InlineData("Port", "0")]
    [InlineData("Key", "botops\nsend")]
    [InlineData("Secret", "t0k3n-of-it")]
    public void What_is_wrong_is_told_by_the_whole_name(string field, string value)
    {
        var error = Assert.Throws<UserError>(() => Read([.. Right.Where(r => r.Name != field), (field, value)]));

        Assert.Contains($"BotOps:Dns:Internal:{field}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k3n-of-it", error.Message, StringComparison.Ordinal);
    }

    static DynamicDnsOptions Read((string Name, string Value)[] settings) => DnsSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"BotOps:Dns:Internal:{s.Name}", (string?)s.Value))).Build().GetSection("BotOps:Dns")).Single();
}
