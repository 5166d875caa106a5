using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.Time.Testing;
using static BotOps.IntegrationTests.Cloud.CloudRig;

namespace BotOps.IntegrationTests.Cloud;

public class GiveBackTests
{
    [Fact]
    public async Task What_BotOps_did_not_buy_stays_and_so_does_what_is_asked_for_together_with_it()
    {
        await using var rig = await Start();
        var ours = (await rig.Bought(1))[0].Id;
        var order = new Parameters { { "RegionId", Region }, { "InstanceType", Large }, { "ImageId", "img-botops" }, { "VSwitchId", "vsw-h" }, { "SecurityGroupIds", ["sg-web"] }, { "InstanceName", "jenkins" } };
        await rig.Api.Call(Product.Ecs, Region, "RunInstances", order, repeatable: false, default);
        var prepaid = (await rig.Cloud.Create(Order(1, "monthly") with { NamePrefix = "month-", Spec = Order(1).Spec with { Prepaid = true } }, default))[0];
        var foreign = rig.Double.World.All.Single(i => i.Name == "jenkins").Id;
        await Eventually.True(async () => (await rig.Cloud.Find(Region, [foreign, prepaid], default)).Count == 2, "both are described");

        var refused = await Assert.ThrowsAsync<UserError>(() => rig.Cloud.Delete(Region, [ours, foreign], default));
        Assert.Contains("jenkins", refused.Message, StringComparison.Ordinal);
        Assert.Contains("month-007", (await Assert.ThrowsAsync<UserError>(() => rig.Cloud.Delete(Region, [ours, prepaid], default))).Message, StringComparison.Ordinal);
        Assert.Contains("jenkins", (await Assert.ThrowsAsync<UserError>(() => rig.Cloud.Stop(Region, [ours, foreign], default))).Message, StringComparison.Ordinal);
        Assert.Contains("month-007", (await Assert.ThrowsAsync<UserError>(() => rig.Cloud.Stop(Region, [ours, prepaid], default))).Message, StringComparison.Ordinal);
        Assert.Equal((3, 0, 0), (rig.Double.World.All.Count, rig.Calls("DeleteInstances"), rig.Calls("StopInstances")));

        await rig.Cloud.Delete(Region, [ours], default);
        await rig.Cloud.Delete(Region, [ours], default); // gone already
        Assert.Equal(new[] { foreign, prepaid }.Order(), rig.Double.World.All.Select(i => i.Id));
    }

    [Fact]
    public async Task One_that_was_just_bought_and_is_not_described_yet_is_deleted_all_the_same()
    {
        await using var rig = await Start(CloudOffer.Sample with { ShownAfter = TimeSpan.FromSeconds(1) });
        var ids = await rig.Cloud.Create(Order(2), default);
        rig.Double.Troubles.Order("DeleteInstances", CloudTrouble.Lost);

        await rig.Cloud.Delete(Region, ids, default);

        Assert.Empty(rig.Double.World.All);
    }

    [Fact]
    public async Task Stopped_ones_stay_stopped()
    {
        await using var rig = await Start();
        var ids = (await rig.Bought(2)).Select(i => i.Id).ToList();
        await Eventually.True(() => rig.Double.World.All.All(i => i.Status == "Running"), "they run");

        await rig.Cloud.Stop(Region, [ids[0]], default);
        await rig.Cloud.Stop(Region, ids, default);

        Assert.All(await rig.Cloud.Find(Region, ids, default), i => Assert.Equal(InstanceState.Stopped, i.State));
    }

    [Fact]
    public async Task The_provider_releases_one_by_itself_at_its_time_that_can_be_moved_and_cleared()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
        await using var rig = await Start(CloudOffer.Sample with { ShownAfter = TimeSpan.Zero }, clock);
        var ids = await rig.Cloud.Create(Order(3) with { ReleaseAt = clock.GetUtcNow().AddHours(1) }, default);

        await rig.Cloud.ReleaseAt(Region, ids[0], clock.GetUtcNow().AddHours(5), default);
        await rig.Cloud.ReleaseAt(Region, ids[1], null, default);

        Assert.Equal([clock.GetUtcNow().AddHours(5), null, clock.GetUtcNow().AddHours(1)], (await rig.Cloud.Find(Region, ids, default)).OrderBy(i => i.Id).Select(i => i.ReleaseAt));
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(ids.Take(2), (await rig.Cloud.Find(Region, ids, default)).Select(i => i.Id).Order());
        clock.Advance(TimeSpan.FromHours(100));
        Assert.Equal([ids[1]], (await rig.Cloud.Find(Region, ids, default)).Select(i => i.Id));
        Assert.Equal("InvalidAutoReleaseTime.Malformed", (await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.ReleaseAt(Region, ids[1], clock.GetUtcNow().AddMinutes(20), default))).Code);
    }
}
