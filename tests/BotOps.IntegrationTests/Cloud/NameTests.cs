using System.Net;
using BotOps.Core;
using BotOps.Core.Dns;
using BotOps.Sandbox.Cloud;
using static BotOps.IntegrationTests.Cloud.CloudRig;

namespace BotOps.IntegrationTests.Cloud;

public class NameTests
{
    static readonly IPAddress Address = IPAddress.Parse("10.0.0.7"), Other = IPAddress.Parse("10.0.0.8");

    [Theory]
    [InlineData("example.com", "AddDomainRecord")]
    [InlineData("prod.internal", "AddZoneRecord")]
    public async Task A_name_is_put_and_taken_back_also_when_answers_are_lost(string zone, string add)
    {
        await using var rig = await Start();
        var server = rig.Names(zone);
        rig.Double.Troubles.Order(add, CloudTrouble.Lost);
        rig.Double.Troubles.Order(add, CloudTrouble.Throttled);

        await OwnNames.Put(server, "order-07", Address, default);
        await OwnNames.Put(server, "order-07", Address, default); // as after a death
        await OwnNames.Put(server, "order-07", Other, default);

        Assert.Equal([("_botops.order-07", "TXT", "botops 10.0.0.7"), ("order-07", "A", "10.0.0.7"), ("_botops.order-07", "TXT", "botops 10.0.0.8"), ("order-07", "A", "10.0.0.8")], rig.Double.Names.All.Select(r => (r.Name, r.Type, r.Value)));
        Assert.All(rig.Double.Names.All, r => Assert.Equal(zone, r.Zone));

        Assert.True(await OwnNames.Take(server, "order-07", Address, default));
        Assert.True(await OwnNames.Take(server, "order-07", Address, default));
        Assert.Equal(["botops 10.0.0.8", "10.0.0.8"], rig.Double.Names.All.Select(r => r.Value));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("prod.internal")]
    public async Task A_record_that_BotOps_did_not_make_is_neither_claimed_nor_removed(string zone)
    {
        await using var rig = await Start();
        var server = rig.Names(zone);
        var theirs = rig.Double.Names.Add(zone, "order-07", "A", "10.0.0.7", 600);

        await Assert.ThrowsAsync<UserError>(() => OwnNames.Put(server, "order-07", Address, default));
        Assert.False(await OwnNames.Take(server, "order-07", Address, default));

        Assert.Equal([theirs], rig.Double.Names.All);
    }
}
