using System.Net;
using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Releases;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>Names of hosts in a zone of a real BIND, by signed updates.</summary>
public class DnsTests
{
    static readonly IPAddress Address = IPAddress.Parse("10.0.0.7"), Other = IPAddress.Parse("10.0.0.8");

    [SkippableFact]
    public async Task A_record_is_put_and_taken_back_and_one_that_BotOps_did_not_make_is_neither_claimed_nor_removed()
    {
        Skip.IfNot(Bind.Available, Bind.Missing);
        await using var bind = await Bind.Start();
        var server = bind.Server();

        await OwnNames.Put(server, "order", Address, default);
        await OwnNames.Put(server, "order", Address, default); // as after a death
        await OwnNames.Put(server, "order", Other, default);
        Assert.Equal(["order A 10.0.0.1", "order A 10.0.0.7", "order A 10.0.0.8"], await bind.Shows("order"));

        Assert.True(await OwnNames.Take(server, "order", Address, default));
        Assert.True(await OwnNames.Take(server, "order", Address, default));
        Assert.False(await OwnNames.Take(server, "order", IPAddress.Parse("10.0.0.1"), default));
        await Assert.ThrowsAsync<UserError>(() => OwnNames.Put(server, "order", IPAddress.Parse("10.0.0.1"), default));
        Assert.Equal(["_botops.order TXT botops 10.0.0.8", "order A 10.0.0.1", "order A 10.0.0.8"], await bind.Shows("order", "_botops.order"));
    }

    [SkippableFact]
    public async Task A_key_that_may_not_a_secret_that_is_none_and_a_server_that_is_away_are_told_apart()
    {
        Skip.IfNot(Bind.Available, Bind.Missing);
        await using var bind = await Bind.Start();

        var refused = await Assert.ThrowsAsync<CloudRefused>(() => OwnNames.Put(bind.Server(key: "another"), "order-07", Address, default));
        Assert.Contains("own", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await bind.Shows("order-07", "_botops.order-07"));

        await bind.Stop();
        await Assert.ThrowsAsync<CloudUnreachable>(() => OwnNames.Put(bind.Server(), "order-07", Address, default));
    }

    [SkippableFact]
    public async Task New_hosts_have_their_names_before_they_serve_and_lose_them_before_they_are_stopped()
    {
        Skip.IfNot(Bind.Available, Bind.Missing);
        await using var bind = await Bind.Start();
        await using var scale = await ScaleRig.Create(
            new Core.Projects.Settings { Run = new Core.Projects.RunSettings { Start = ["serve"], Port = 8080 } },
            ScaleRig.Settings with { Dns = [$"{{host}}.{Bind.Zone}", $"order.{Bind.Zone}"] }, network: "127.9.22", names: bind.Server());

        Assert.Equal(ScaleState.Succeeded, (await scale.Scaled("/scale out order-svc +2")).State);
        var addresses = (await scale.Hosts(await scale.Rig.Db(db => Task.FromResult(db.ScaleOrders.Max(o => o.Id))))).ConvertAll(h => h.Address!);
        Assert.Equal(new[] { "order A 10.0.0.1", $"order A {addresses[0]}", $"order A {addresses[1]}", $"order-101 A {addresses[0]}", $"order-102 A {addresses[1]}" }.Order(), await bind.Shows("order", "order-101", "order-102"));

        IEnumerable<string>? atStop = null;
        scale.Rig.Hosts.Instead = async (host, verb) =>
        {
            if (verb == "stop") atStop = await bind.Shows("order", "order-101", "order-102");
            return null;
        };
        Assert.Equal(ScaleState.Succeeded, (await scale.Scaled("/scale in order-svc --hosts order-102")).State);
        Assert.Equal(new[] { "order A 10.0.0.1", $"order A {addresses[0]}", $"order-101 A {addresses[0]}" }.Order(), atStop);
        Assert.Equal(["botops " + addresses[0]], (await bind.Shows("_botops.order")).Select(m => m["_botops.order TXT ".Length..]));
    }

    [SkippableFact]
    public async Task A_name_that_no_server_has_a_zone_for_is_told_before_anything_is_asked_for()
    {
        await using var scale = await ScaleRig.Create(scaling: ScaleRig.Settings with { Dns = ["{host}.elsewhere.example"] }, network: "127.9.23");

        var error = await Assert.ThrowsAsync<UserError>(() => scale.Ordered("/scale out order-svc +1"));

        Assert.StartsWith("no name server of BotOps' has a zone for {host}.elsewhere.example", error.Message, StringComparison.Ordinal);
        Assert.Empty(await scale.Rig.Db(db => Task.FromResult(db.ScaleOrders.ToList())));
    }
}
