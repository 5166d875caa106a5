using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core.Cloud;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.Time.Testing;
using static BotOps.IntegrationTests.Cloud.CloudRig;

namespace BotOps.IntegrationTests.Cloud;

public class BuyTests
{
    [Fact]
    public async Task An_order_whose_answer_was_lost_buys_once_and_another_with_its_token_is_refused()
    {
        await using var rig = await Start();
        rig.Double.Troubles.Order("RunInstances", CloudTrouble.Lost);

        var ids = await rig.Cloud.Create(Order(3), default);

        Assert.Equal(ids, await rig.Cloud.Create(Order(3), default));
        Assert.Equal(ids, rig.Double.World.All.Select(i => i.Id));
        Assert.Equal(["order-007", "order-008", "order-009"], rig.Double.World.All.Select(i => i.Name));
        Assert.Equal("IdempotentParameterMismatch", (await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Create(Order(4), default))).Code);
        Assert.Equal(3, rig.Double.World.All.Count);
    }

    [Fact]
    public async Task What_was_bought_is_described_a_moment_later_starts_and_runs_on_a_machine()
    {
        var (machines, clock) = (new Machines(), new FakeTimeProvider(new DateTimeOffset(2027, 5, 6, 0, 0, 0, TimeSpan.Zero)));
        await using var rig = await Start(CloudOffer.Sample with { ShownAfter = TimeSpan.FromSeconds(2), BootsIn = TimeSpan.FromSeconds(30) }, clock, hosts: machines);
        var release = clock.GetUtcNow().AddHours(7);
        var ids = await rig.Cloud.Create(Order(2) with { ReleaseAt = release }, default);

        Assert.Empty(await rig.Cloud.Find(Region, ids, default));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([InstanceState.Starting, InstanceState.Starting], (await rig.Cloud.Find(Region, ids, default)).Select(i => i.State));
        Assert.Empty(machines.Booted);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([InstanceState.Running, InstanceState.Running], (await rig.Cloud.Find(Region, ids, default)).Select(i => i.State));

        var one = (await rig.Cloud.Find(Region, ids, default)).Single(i => i.Name == "order-008");
        Assert.Equal((Region, Zone, Large, "vsw-h", "127.9.9.2", release, false), (one.Region, one.Zone, one.Type, one.Subnet, one.PrivateAddress, one.ReleaseAt, one.Prepaid));
        Assert.Equal([("botops", "yes"), ("botops-order", "#17"), ("team", "支付")], one.Tags.Select(t => (t.Key, t.Value)).Order());
        Assert.Equal(ids.Order(), machines.Booted.Order());
    }

    [Fact]
    public async Task Throttling_passes_as_the_provider_asks_and_a_call_that_may_not_be_repeated_is_not()
    {
        await using var rig = await Start();
        rig.Double.Troubles.Order("RunInstances", CloudTrouble.Throttled with { RetryAfter = TimeSpan.FromSeconds(1) }, times: 2);
        rig.Double.Troubles.Order("RunInstances", CloudTrouble.Unavailable);
        rig.Double.Troubles.Order("RunInstances", CloudTrouble.NoConnection);
        rig.Double.Troubles.Order("AddDomainRecord", CloudTrouble.Throttled);

        Assert.Single(await rig.Cloud.Create(Order(1), default));

        Assert.Equal(["Throttling.User", "Throttling.User", "ServiceUnavailable", "", null], rig.Double.Calls.Select(c => c.Code));
        Assert.Equal(Refusal.Throttled, (await Assert.ThrowsAsync<CloudRefused>(() => rig.Api.Call(Product.Alidns, Region, "AddDomainRecord", [], repeatable: false, default))).Refusal);
        Assert.Equal(1, rig.Calls("AddDomainRecord"));
    }

    [Fact]
    public async Task Without_stock_nothing_is_bought_and_where_fewer_are_enough_they_are()
    {
        await using var rig = await Start();
        rig.Double.World.Stock(Zone, Large, 2);
        rig.Double.World.Stock("cn-hangzhou-i", Large, 0);

        var refused = await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Create(Order(3), default));
        Assert.Equal((Refusal.NoStock, "OperationDenied.NoStock", 1), (refused.Refusal, refused.Code, rig.Calls("RunInstances")));
        Assert.Equal([new ZoneStock(Zone, Enough: false), new ZoneStock("cn-hangzhou-j", Enough: true)], await rig.Cloud.Stock(Region, Large, default));

        Assert.Equal(2, (await rig.Cloud.Create(Order(3, "order-2", least: 1), default)).Count);
        Assert.Equal(Refusal.NoStock, (await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Create(Order(1, "order-3"), default))).Refusal);
    }

    [Fact]
    public async Task A_dry_run_buys_nothing_and_says_what_would_be_refused()
    {
        await using var rig = await Start(CloudOffer.Sample with { Cores = 10 });

        await rig.Cloud.Try(Order(5), default);
        var refused = await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Try(Order(6), default));

        Assert.Equal(Refusal.Quota, refused.Refusal);
        Assert.Contains("quota center", refused.Message, StringComparison.Ordinal);
        rig.Double.World.InArrears = true;
        Assert.Equal(Refusal.Balance, (await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Try(Order(1), default))).Refusal);
        Assert.Empty(rig.Double.World.All);
    }

    [Fact]
    public async Task What_a_plan_needs_to_know_is_read()
    {
        await using var rig = await Start();
        await rig.Cloud.Create(Order(3), default);

        Assert.Equal(new Price(9.8m, "CNY"), await rig.Cloud.PriceAnHour(Region, Order(1).Spec, 10, default));
        Assert.True((await rig.Cloud.PriceAnHour(Region, Order(1).Spec with { Prepaid = true }, 10, default)).Amount is > 6 and < 7);
        Assert.Equal([new InstanceType(Large, 2, 8)], await rig.Cloud.Types(Region, [Large, "ecs.none"], default));
        Assert.Equal(new Quota(null, 994), await rig.Cloud.Quota(Region, default));
        Assert.Equal([new Subnet("vsw-h", "prod-h", Zone, 247), new Subnet("vsw-j", "prod-j", "cn-hangzhou-j", 250)], await rig.Cloud.Subnets(Region, ["vsw-h", "vsw-j"], default));
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        await using var rig = await Start();
        List<string> ids = [];
        foreach (var (amount, token) in new[] { (100, "a"), (100, "b"), (30, "c") }) ids.AddRange(await rig.Cloud.Create(Order(amount, token) with { Spec = Order(1).Spec with { Subnet = amount == 30 ? "vsw-i" : "vsw-h" } }, default));

        await Eventually.True(async () => (await rig.Cloud.Find(Region, ids, default)).Count == 230, "all are described");

        Assert.Equal(ids.Order(), (await rig.Cloud.Tagged(Region, new Dictionary<string, string> { ["botops-order"] = "#17" }, default)).Select(i => i.Id).Order());
        Assert.Empty(await rig.Cloud.Tagged(Region, new Dictionary<string, string> { ["botops-order"] = "#18" }, default));
    }

    sealed class Machines : ICloudHosts
    {
        public List<string> Booted { get; } = [];

        public string Address(int number) => $"127.9.9.{number}";

        public Task Boot(CloudInstance instance, CancellationToken stopping)
        {
            Booted.Add(instance.Id);
            return Task.CompletedTask;
        }

        public Task Remove(CloudInstance instance, CancellationToken stopping) => Task.CompletedTask;
    }
}
