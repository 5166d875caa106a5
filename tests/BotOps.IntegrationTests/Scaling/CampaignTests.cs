using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Cloud;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>Campaigns over two projects, from the catalog to their teardown, on a virtual clock.</summary>
public class CampaignTests
{
    const string Dearer = "ecs.g7.xlarge";
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    readonly VirtualClock clock = new();

    [SkippableFact]
    public async Task From_planning_to_teardown_with_no_stock_in_the_first_zone_and_a_price_that_rises_the_day_before()
    {
        await using var scale = await Two();
        var rig = scale.Rig;
        var ready = Evening(10);
        var applied = await Apply(rig, Yaml(ready, ready.AddDays(2)));
        Assert.Equal("+ campaign double11", Assert.Single(applied));
        Assert.Empty(await Apply(rig, Yaml(ready, ready.AddDays(2))));
        var exported = await rig.Use<ExportCatalog, string>(use => use.Handle(default));
        Assert.Empty(await Apply(rig, exported[exported.IndexOf("campaigns:", StringComparison.Ordinal)..]));
        Assert.Contains("order-svc +2, pay-provider +1", await Campaigns(rig));
        Assert.Contains("not asked for yet: /scale out --campaign double11", await Campaigns(rig));

        var plan = (await rig.Type("/scale out --campaign double11 --plan", rig.Operator))!.Plan!;
        Assert.Empty(plan.Buttons);
        Assert.Contains("no campaign double1 in the catalog; did you mean double11", await ReleaseRig.Refused(rig.Type("/scale out --campaign double1", rig.Operator)));
        Assert.NotEmpty(await ReleaseRig.Refused(rig.Type("/scale out --campaign double11", rig.Dev)));
        Assert.Equal(0, await rig.Db(db => db.CampaignOrders.CountAsync()));

        var id = await Ask(scale, "/scale out --campaign double11");
        Assert.Contains($"asked for already by #{id}", await ReleaseRig.Refused(rig.Type("/scale out --campaign double11", rig.Operator)));
        var facts = Facts(await Card(rig, id));
        Assert.Contains("order-svc → production: 1 now, 3 after", facts);
        Assert.Contains("pay-provider → production: 1 now, 2 after", facts);
        Assert.Contains("an hour, at most 5.88 CNY", facts); // 3 of the dearer type
        Assert.Contains($"{Full(ready)}, in ", facts);
        Assert.Contains($"begins {Full(ready.AddHours(-2))}", facts);

        var first = (await Card(rig, id)).Buttons[0];
        await Press(rig, first, rig.Lead);
        Assert.Equal(CampaignState.Approved, (await Order(rig, id)).State);
        Assert.Equal($"#{id}: Approved, by Lead; begins {Full(ready.AddHours(-2))}", (await Said(rig, id))[^1]);
        clock.LeapTo(ready.AddHours(-27));
        Assert.Empty(await Watch(scale));

        scale.Cloud.Priced = (_, price) => price with { Amount = price.Amount * 3 };
        clock.LeapTo(ready.AddHours(-25));
        Assert.Equal([id], await Watch(scale));
        Assert.Equal(CampaignState.AwaitingApproval, (await Order(rig, id)).State);
        Assert.Contains("it may cost 11.76 CNY an hour by now, 3.92 CNY was approved", (await Said(rig, id))[^1]);
        Assert.Contains("says something else now", await ReleaseRig.Refused(Press(rig, first, rig.OtherLead)));
        await Press(rig, (await Card(rig, id)).Buttons[0], rig.Lead);
        scale.Cloud.Priced = (_, price) => price;

        Sold(scale, "i", "h");
        await Save(rig, id, order => order.CheckedAt = null);
        Assert.Equal([id], await Watch(scale));
        Assert.StartsWith("As things are the campaign would not get all of its hosts.", (await Said(rig, id))[^1], StringComparison.Ordinal);
        Assert.Contains("order-svc → production: There is no stock of", (await Said(rig, id))[^1]);
        Assert.Empty(await Watch(scale));
        foreach (var type in new[] { CloudRig.Large, Dearer }) scale.World.Stock("cn-hangzhou-i", type, 200);
        clock.Leap(TimeSpan.FromMinutes(61));
        Assert.Equal([id], await Watch(scale));
        Assert.StartsWith("Asked the cloud again: stock, quota and addresses are there", (await Said(rig, id))[^1], StringComparison.Ordinal);
        Assert.Empty(scale.World.All);

        clock.LeapTo(ready.AddHours(-2));
        Assert.Equal([id], await Watch(scale));
        Assert.Empty(await Watch(scale));
        await rig.New<CampaignJob>().Run(id, default); // a second one changes nothing
        var orders = await rig.Db(db => db.ScaleOrders.Where(o => o.CampaignOrderId == id).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync());
        Assert.Equal(2, orders.Count);
        await Task.WhenAll(orders.Select(o => scale.Run(o)));
        foreach (var order in orders) Assert.StartsWith("Succeeded: InService", await scale.State(order), StringComparison.Ordinal);
        Assert.Equal(["order-101 i", "order-102 i", "pay-101 i"], scale.Bought);
        Assert.All(scale.World.All, i => Assert.Equal(ready.AddDays(3), i.ReleaseAt));
        var card = await Card(rig, id);
        Assert.Equal(("In service", "3 in service"), (card.State.Word, card.StripNote));
        Assert.Equal([["order-101", "order-102"], ["pay-101"]], card.Strip.Select(row => row.Select(h => h.Host)));
        Assert.Empty(card.Buttons);
        var root = Outbox.KeyOf(CampaignStory.CardOf(id), ReleaseRig.Channel);
        Assert.All(await rig.Db(db => db.Outbox.Where(m => m.Key.StartsWith("scale/")).ToListAsync()), m => Assert.Equal(root, m.Thread)); // one thread for all
        Assert.Contains($"runs already: #{id}", await ReleaseRig.Refused(rig.Type("/scale out --campaign double11", rig.Operator)));

        clock.LeapTo(ready.AddDays(2).AddMinutes(-90));
        await scale.Watch(); // each asks whether it is wanted longer
        Assert.Null(await rig.Type($"/botops keep {id} --until +5h", rig.Operator));
        foreach (var order in orders) await rig.New<KeepJob>().Run(order, default);
        Assert.All(await Task.WhenAll(orders.Select(scale.Order)), o => Assert.True(o.Until > ready.AddDays(2).AddHours(3)));
        clock.Leap(TimeSpan.FromMinutes(302));
        await scale.Watch();
        var backs = (await Task.WhenAll(orders.Select(scale.Order))).Select(o => o.BackBy!.Value).ToList();
        foreach (var back in backs) await scale.Run(back);
        Assert.Empty(scale.World.All);
        Assert.Equal("Over", (await Card(rig, id)).State.Word);
        Assert.Equal(4, (await Card(rig, id)).Text.Count(l => l[0].Text.StartsWith('#')));
        Assert.Contains($"#{id}: Over", await Campaigns(rig));
    }

    [SkippableFact]
    public async Task One_that_is_overdue_is_asked_for_again_and_one_that_runs_goes_before_its_time()
    {
        await using var scale = await Two();
        var rig = scale.Rig;
        var ready = Evening(2);
        await Apply(rig, Yaml(ready, ready.AddDays(2)));
        var stale = await Ask(scale, "/scale out --campaign double11");
        await Apply(rig, Yaml(ready, ready.AddDays(3)));
        Assert.Empty(await Watch(scale));
        Assert.Equal((CampaignState.Cancelled, "the catalog has other hosts or times for double11 by now; ask again"), ((await Order(rig, stale)).State, (await Order(rig, stale)).Reason));

        var id = await Ask(scale, "/scale out --campaign double11");
        Assert.Null(await rig.Type($"/botops approve {id}", rig.Lead));
        clock.LeapTo(ready.AddHours(3)); // BotOps was down
        Assert.Equal([id], await Watch(scale));
        Assert.Contains($"were to be in service by {Full(ready)}; it is 3 h ", (await Order(rig, id)).Reason);
        Assert.Contains("approver", await ReleaseRig.Refused(rig.Type($"/botops approve {id}", rig.Operator)));
        Assert.Equal(0, await rig.Db(db => db.ScaleOrders.CountAsync()));
        Assert.Null(await rig.Type($"/botops approve {id}", rig.Lead));
        Assert.Equal([id], await Watch(scale));

        Assert.Null(await rig.Type("/scale out order-svc +1 --campaign double11", rig.Operator)); // one more that goes with it
        var more = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        Assert.Equal(ready.AddDays(3), (await scale.Order(more)).Until);
        await rig.Use<DecideScale>(use => use.Approve(more, rig.Lead.Id, default));
        var orders = await rig.Db(db => db.ScaleOrders.OrderBy(o => o.Id).Select(o => o.Id).ToListAsync());
        rig.Hosts.Shy["order-102"] = 3;
        foreach (var order in orders) await scale.Run(order);
        Assert.Equal(4, scale.World.All.Count);
        Assert.True(rig.Hosts.Shy["order-102"] <= 0, "it was waited for until it had asked to be let in");

        var back = await Ask(scale, "/scale in --campaign double11");
        Assert.Contains("order-svc → production: 4 now, 2 after; order-101, order-102", Facts(await Card(rig, back)));
        Assert.Contains("order-svc → production: 4 now, 3 after; order-103", Facts(await Card(rig, back)));
        Assert.Null(await rig.Type($"/botops approve {back}", rig.Lead));
        await Watch(scale);
        await scale.Watch();
        var told = await Told(rig, back);
        foreach (var order in await rig.Db(db => db.ScaleOrders.Where(o => o.Direction == ScaleDirection.In).OrderBy(o => o.Id).Select(o => o.Id).ToListAsync())) await scale.Run(order);
        await rig.Use<Core.Releases.StartReleases>(use => use.Handle(rig.Production, default));
        foreach (var order in await rig.Db(db => db.ScaleOrders.Where(o => o.State == ScaleState.Scaling).Select(o => o.Id).ToListAsync())) await scale.Run(order);
        Assert.Empty(scale.World.All);
        Assert.Equal(["order-101", "order-102", "order-103", "pay-101"], rig.Hosts.Forgotten.Order());
        Assert.Equal("Over", (await Card(rig, back)).State.Word);
        Assert.True(await Told(rig, back) > told + 3, "the card of the way back follows the orders that it brought about");
        Assert.Contains("no hosts of a campaign double11", await ReleaseRig.Refused(rig.Type("/scale in --campaign double11", rig.Operator)));
    }

    async Task<ScaleRig> Two()
    {
        var scale = await ScaleRig.Create(clock: clock);
        var rig = scale.Rig;
        var pay = await rig.Environment("pay-provider", "production", new Policy(), 1);
        await rig.Save(async db =>
        {
            var order = await db.Environments.SingleAsync(e => e.Id == rig.Production);
            var other = await db.Environments.SingleAsync(e => e.Id == pay);
            (other.Scaling, other.CurrentReleaseId, other.CurrentBuildId) = (ScaleRig.Settings with { Names = "pay-[101]" }, order.CurrentReleaseId, order.CurrentBuildId);
        });
        return scale;
    }

    /// <summary>20:00 in Shanghai, so many days from now.</summary>
    DateTimeOffset Evening(int days)
    {
        var day = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Shanghai).Date.AddDays(days).AddHours(20);
        return new DateTimeOffset(day, Shanghai.GetUtcOffset(day)).ToUniversalTime();
    }

    static string Yaml(DateTimeOffset ready, DateTimeOffset until) => $$"""
        campaigns:
          double11:
            readyBy: "{{Local(ready)}}"
            until: "{{Local(until)}}"
            timeZone: Asia/Shanghai
            lead: 2h
            note: the big sale
            hosts:
              order-svc: 2
              pay-provider: { amount: 1, spec: standard }
        """;

    static string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Shanghai).ToString("yyyy-MM-dd HH:mm", null);
    static string Full(DateTimeOffset at) => Languages.ToAll(() => Texts.Stays.Full(new StayEnd(at, "Asia/Shanghai")));
    static Task<IReadOnlyList<string>> Apply(ReleaseRig rig, string yaml) => rig.Use<ApplyCatalog, IReadOnlyList<string>>(use => use.Handle([CatalogReader.Read("shop.yaml", yaml)], null, default));

    static void Sold(ScaleRig scale, params string[] zones)
    {
        foreach (var zone in zones)
            foreach (var type in new[] { CloudRig.Large, Dearer }) scale.World.Stock($"cn-hangzhou-{zone}", type, 0);
    }

    static async Task<long> Ask(ScaleRig scale, string line)
    {
        Assert.Null(await scale.Rig.Type(line, scale.Rig.Operator));
        return await scale.Rig.Db(db => db.CampaignOrders.MaxAsync(o => o.Id));
    }

    /// <summary>What the reconciler and its workers do for campaigns; a minute later each time.</summary>
    async Task<IReadOnlyList<long>> Watch(ScaleRig scale)
    {
        clock.Leap(TimeSpan.FromMinutes(1));
        var watched = await scale.Rig.Use<WatchCampaigns, (IReadOnlyList<long> Due, List<long> Stale)>(async use => (await use.Due(default), await use.Stale(default)));
        foreach (var id in watched.Stale) await scale.Rig.Use<DecideCampaign>(use => use.Overtaken(id, default));
        foreach (var id in watched.Due) await scale.Rig.New<CampaignJob>().Run(id, default);
        return watched.Due;
    }

    static Task<CampaignOrder> Order(ReleaseRig rig, long id) => rig.Db(db => db.CampaignOrders.AsNoTracking().SingleAsync(o => o.Id == id));
    static Task Save(ReleaseRig rig, long id, Action<CampaignOrder> change) => rig.Save(async db => change(await db.CampaignOrders.SingleAsync(o => o.Id == id)));
    static Task<Card> Card(ReleaseRig rig, long id) => rig.Use<CampaignCards, Card>(cards => cards.Of(id, default));
    static string Facts(Card card) => string.Join('\n', card.Facts.SelectMany(f => f.Lines).Select(l => string.Concat(l.Select(s => s.Text))));

    static async Task<string> Campaigns(ReleaseRig rig) => string.Join('\n', (await rig.Type("/botops campaigns", rig.Dev))!.Lines!.Select(l => string.Concat(l.Select(s => s.Text))));

    static Task<Reply?> Press(ReleaseRig rig, Button button, Person person) => rig.Use<PressButton, Reply?>(use =>
        use.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: button.Action, Value: button.Value), person, default));

    /// <summary>How often the card was to be told anew.</summary>
    static Task<long> Told(ReleaseRig rig, long id) => rig.Db(db => db.Outbox.Where(m => m.Topic == CampaignStory.CardOf(id)).Select(m => m.Wanted).SingleAsync());

    static Task<List<string>> Said(ReleaseRig rig, long id) => rig.Db(async db =>
        (await db.Outbox.Where(m => m.Content != null && m.Key.StartsWith($"campaign/{id}/")).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => m.Content!.Push));
}
