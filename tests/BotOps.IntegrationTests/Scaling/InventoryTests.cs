using BotOps.Core.Inventory;
using BotOps.IntegrationTests.Cloud;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

public class InventoryTests
{
    static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    [SkippableFact]
    public async Task What_becomes_of_instances_is_told_once_and_listed_with_whose_they_are_and_what_they_cost()
    {
        await using var scale = await ScaleRig.Create();
        var rig = scale.Rig;
        await rig.Save(async db => (await db.Projects.SingleAsync(p => p.Name == "order-svc")).Channels = [$"{ReleaseRig.Channel}"]);
        await scale.Scaled("/scale out order-svc +2");
        scale.World.SellAgain("i-bp190000001", "jenkins", "10.9.9.9", "ecs.g7.xlarge", "j", NoTags, DateTimeOffset.UtcNow, prepaid: false);
        scale.World.SellAgain("i-bp190000002", "first", "127.0.1.1", CloudRig.Large, "h", NoTags, DateTimeOffset.UtcNow, prepaid: true); // order-1 of the catalog

        var watch = rig.New<WatchInstances>();
        Assert.Equal([("prod", CloudRig.Region)], await watch.Due(default));
        Assert.Empty(await watch.Due(default)); // another worker has it
        Assert.Equal(["machines: prod in cn-hangzhou: 1 instance that no project owns: jenkins (i-bp190000001, ecs.g7.xlarge, 1.96 CNY an hour); 1.96 CNY an hour. /botops instances --account prod --unowned lists them."], await Told(scale));
        Assert.Empty(await Told(scale));

        var list = (await rig.Type("/botops instances", rig.Operator))!;
        Assert.StartsWith("4 instances, ", list.Text);
        Assert.StartsWith("prod in cn-hangzhou: 4 instances, as read ", Said(list.Lines![0]));
        Assert.StartsWith("first i-bp190000002  standard (ecs.g7.large), 2 cores 8 GiB, linux, h (vsw-h), running, 127.0.1.1, ", Said(list.Lines[1]));
        Assert.Contains(", paid until ", Said(list.Lines[1]));
        Assert.EndsWith("  → order-svc production (order-1)", Said(list.Lines[1]));
        Assert.Equal("jenkins i-bp190000001  standard (ecs.g7.xlarge), 4 cores 16 GiB, linux, prod-j (vsw-j), running, 10.9.9.9, 1.96 CNY an hour, by the hour  → nobody's", Said(list.Lines[2]));
        Assert.EndsWith(" 0.98 CNY an hour, by the hour  → order-svc production (order-102)", Said(list.Lines[4]));
        Assert.Equal("1 instance that no project owns, 1.96 CNY an hour", (await rig.Type("/botops instances --unowned --account prod", rig.Operator))!.Text);
        Assert.StartsWith("3 instances of order-svc, ", (await rig.Type("/botops instances order-svc", rig.Operator))!.Text);
        Assert.Contains("there are prod", await ReleaseRig.Refused(rig.Type("/botops instances --account old", rig.Operator)));
        Assert.Contains("the last one is 1", await ReleaseRig.Refused(rig.Type("/botops instances --page 2", rig.Operator)));
        Assert.Contains("operator", await ReleaseRig.Refused(rig.Type("/botops instances", rig.Dev)));

        var bought = scale.World.All.Where(i => i.Name.StartsWith("order-", StringComparison.Ordinal)).ToList();
        await scale.Cloud.Stop(CloudRig.Region, [bought[0].Id], default);
        scale.World.SellAgain("i-bp190000002", "first", "127.0.1.1", "ecs.g7.xlarge", "h", NoTags, DateTimeOffset.UtcNow, prepaid: true);
        Assert.Equal([$"deploys: order-101 of order-svc → production: its instance {bought[0].Id} is stopped at prod in cn-hangzhou, and BotOps did not stop it. It costs, and serves nobody."], await Told(scale));
        Assert.Empty(await Told(scale));
        await scale.Cloud.Delete(CloudRig.Region, [bought[1].Id], default);
        scale.World.SellAgain(bought[0].Id, "order-101", bought[0].Address, CloudRig.Large, "h", bought[0].Tags, DateTimeOffset.UtcNow);
        Assert.Equal(
            [$"deploys: order-101 of order-svc → production: its instance {bought[0].Id} runs again, as it should be.",
                $"deploys: order-102 of order-svc → production: its instance {bought[1].Id} is gone from prod in cn-hangzhou, and BotOps did not delete it. /scale in order-svc to production --hosts order-102 takes it off the list, /scale out order-svc +1 to production replaces it."],
            await Told(scale));
        Assert.Empty(await Told(scale));

        await scale.Scaled("/scale in order-svc 2"); // one of them is not there any more
        Assert.Equal("order-1", await scale.Serving());
        Assert.NotEmpty(await watch.Due(default)); // what an order has changed is read at once
        Assert.Empty(await Told(scale));
        for (var n = 10; n < 30; n++) scale.World.SellAgain($"i-bp1900000{n}", $"many-{n}", $"10.9.8.{n}", CloudRig.Large, "h", NoTags, DateTimeOffset.UtcNow);
        Assert.Contains(" and 12 more; 19.6 CNY an hour. With those of before there are 21, 21.56 CNY an hour.", Assert.Single(await Told(scale)));
        var first = (await rig.Type("/botops instances --unowned", rig.Operator))!;
        Assert.EndsWith("; page 1 of 2", first.Text);
        Assert.Equal("Next page: /botops instances --unowned --page 2", Said(first.Lines![^1]));
        Assert.Equal("many-29 i-bp190000029", Said((await rig.Type("/botops instances --unowned --page 2", rig.Operator))!.Lines![^1])[..21]);
    }

    /// <summary>What one reading tells, with the channel.</summary>
    static async Task<IReadOnlyList<string>> Told(ScaleRig scale)
    {
        var before = await scale.Rig.Db(db => db.Outbox.MaxAsync(m => m.Id));
        await scale.Rig.Use<ReadInstances>(read => read.Handle("prod", CloudRig.Region, default));
        Assert.Null(await scale.Rig.Db(db => db.CloudReadings.Select(r => r.Problem).SingleAsync()));
        return await scale.Rig.Db(async db => (IReadOnlyList<string>)[.. (await db.Outbox.AsNoTracking().Where(m => m.Id > before).OrderBy(m => m.Id).ToListAsync()).Select(m => $"{m.Channel}: {m.Content!.Push}")]);
    }

    static string Said(IReadOnlyList<BotOps.Core.Chat.Span> line) => string.Concat(line.Select(s => s.Text));
}
