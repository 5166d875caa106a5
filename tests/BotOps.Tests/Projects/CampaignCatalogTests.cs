using BotOps.Core;
using BotOps.Core.Campaigns;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class CampaignCatalogTests
{
    [Fact]
    public void Times_are_of_the_campaigns_zone_and_hosts_of_one_project_each()
    {
        var settings = CatalogReader.Read("shop.yaml", """
            campaigns:
              double11: { readyBy: "2026-11-10 20:00", until: "2026-11-12 02:00", timeZone: Asia/Shanghai, lead: 2h, hosts: { order-svc: 20, pay/production: { amount: 6, spec: large } } }
            """).Campaigns[0].Settings;
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 12, 0, 0, TimeSpan.Zero), settings.ReadyBy);
        Assert.Equal(new DateTimeOffset(2026, 11, 11, 18, 0, 0, TimeSpan.Zero), settings.Until);
        Assert.Equal([new CampaignHosts("order-svc", null, 20), new CampaignHosts("pay", "production", 6, "large")], settings.Hosts);
    }

    [Theory]
    [InlineData("until: \"2026-11-12 02:00\", hosts: { a: 1 }", "shop.yaml:2: campaigns.double11.readyBy: is missing")]
    [InlineData("readyBy: tomorrow, until: \"2026-11-12 02:00\", hosts: { a: 1 }", "campaigns.double11.readyBy: 'tomorrow' is not a moment; write day and time: \"2026-11-10 20:00\"")]
    [InlineData("readyBy: \"2026-11-10 20:00\", until: \"2026-11-09 20:00\", hosts: { a: 1 }", "campaigns.double11.until: is before readyBy; hosts would be given back before they are needed")]
    [InlineData("readyBy: \"2026-11-10 20:00\", until: \"2026-11-12 20:00\", hosts: { a: 0 }", "campaigns.double11.hosts.a: '0' is not a number from 1 to 1000")]
    [InlineData("readyBy: \"2026-11-10 20:00\", until: \"2026-11-12 20:00\", hosts: {}", "campaigns.double11.hosts: is missing")]
    [InlineData("readyBy: \"2026-11-10 20:00\", until: \"2026-11-12 20:00\", timeZone: Mars, hosts: { a: 1 }", "campaigns.double11.timeZone: ")]
    public void What_is_wrong_is_told_with_its_line(string campaign, string problem) => Assert.Contains(problem,
        Assert.Throws<UserError>(() => CatalogReader.Read("shop.yaml", $"campaigns:\n  double11: {{ {campaign} }}\n")).Message);
}
