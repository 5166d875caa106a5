using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Cloud;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>Hosts that go by themselves, on a virtual clock.</summary>
public class StayTests
{
    static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    readonly VirtualClock clock = new();

    [SkippableFact]
    public async Task From_the_approval_over_a_longer_stay_to_a_late_way_back_that_is_killed_at_every_call()
    {
        await using var scale = await ScaleRig.Create(clock: clock);
        var rig = scale.Rig;
        var until = Moment.Parse("sunday 02:00")!.At(clock.GetUtcNow() + TimeSpan.FromDays(1), Shanghai);
        var typed = TimeZoneInfo.ConvertTime(until, Shanghai).ToString("yyyy-MM-dd HH:mm", null);
        Assert.Null(await rig.Type($"/scale out order-svc +2 --until {typed}", rig.Operator));
        var id = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        var full = Languages.ToAll(() => Texts.Stays.Full(new StayEnd(until, "Asia/Shanghai")));
        Assert.Matches("^Sunday .* 02:00 Asia/Shanghai \\(UTC\\+08:00\\)$", full);
        var facts = Facts(await scale.Card(id));
        Assert.Contains($"{full}, in ", facts);
        Assert.Contains("CNY an hour, at most 3.92 CNY", facts);
        Assert.Contains("until the end about ", facts);

        await rig.Use<DecideScale>(use => use.Approve(id, rig.Lead.Id, default));
        await scale.Run(id);
        Assert.Equal("Succeeded: InService InService", await scale.State(id));
        Assert.All(scale.World.All, i => Assert.Equal(until + TimeSpan.FromHours(24), i.ReleaseAt));
        Assert.Contains(await Said(scale, id), said => said.StartsWith($"The hosts stay until {full}.", StringComparison.Ordinal));
        await scale.Watch();
        Assert.Equal(0, (await scale.Order(id)).Announced);

        clock.LeapTo(until - TimeSpan.FromMinutes(119));
        await scale.Watch();
        await scale.Watch();
        var asks = Assert.IsType<Asking>(await Question(scale, id, 1));
        Assert.Equal($"order-101, order-102 of #{id} go {full}. Keep them longer, @operator?", asks.Title);
        Assert.Equal(["24 hours more", "Keep until…", "Keep for good"], asks.Answers.Select(a => a.Button.Label));
        Assert.Contains("operator", await ReleaseRig.Refused(Press(scale, asks.Answers[0].Button, rig.Dev)));
        Assert.Contains("is no moment", await ReleaseRig.Refused(Press(scale, asks.Answers[1].Button, rig.Operator, "later")));
        Assert.Contains("is over; it is", await ReleaseRig.Refused(Press(scale, asks.Answers[1].Button, rig.Operator, "2020-01-01 02:00")));

        await Press(scale, asks.Answers[0].Button, rig.Operator);
        await Press(scale, asks.Answers[0].Button, rig.Operator); // twice is once
        scale.Cloud.Hook = call => { if (call == "release-at!") throw new CloudUnreachable("prod", "ModifyInstanceAutoReleaseTime", "cut off"); };
        await Keep(scale, id);
        clock.LeapTo(until + TimeSpan.FromMinutes(1));
        await scale.Watch(); // somebody wants to keep them: nothing goes while the cloud has not answered
        Assert.Equal((until, null), ((await scale.Order(id)).Until, (await scale.Order(id)).BackBy));
        Assert.Contains("the cloud has to confirm it", Assert.IsType<Line>(await Question(scale, id, 1)).Push);

        scale.Cloud.Hook = _ => { };
        await Keep(scale, id);
        until += TimeSpan.FromHours(24);
        Assert.Equal(until, (await scale.Order(id)).Until);
        Assert.All(scale.World.All, i => Assert.Equal(until + TimeSpan.FromHours(24), i.ReleaseAt));
        Assert.Contains(await Said(scale, id), said => said.StartsWith("Operator keeps the hosts until Monday", StringComparison.Ordinal));

        clock.LeapTo(until + TimeSpan.FromHours(3)); // nothing was announced, BotOps was down
        await scale.Watch();
        var back = (await scale.Order(id)).BackBy!.Value;
        Assert.Equal(("Scaling: InService InService", $"#{back} gives the hosts back."), (await scale.State(back), (await Said(scale, id))[^1].Split(": ")[1]));
        Assert.Contains($"are given back by #{back}", await ReleaseRig.Refused(rig.Type($"/botops keep {id} --for-good", rig.Operator)));
        await scale.Watch();
        Assert.InRange(await scale.RunKilled(back), 5, 199);
        Assert.Equal("Succeeded: GivenBack GivenBack", await scale.State(back));
        Assert.Empty(scale.World.All);
        Assert.Equal("order-1", await scale.Serving());
        var card = await scale.Card(back);
        Assert.Equal(($"The way back of #{id}, 3 h late: BotOps could not begin it in time.", ScaleCards.LogPage(id)), (card.Text[0][0].Text, card.Text[0][0].Link));
        Assert.Equal("Approved by Lead.", card.Foot);
        Assert.Contains((await scale.Card(id)).Text, line => line[0].Text == $"Given back by #{back}.");
        Assert.Equal(2, await rig.Db(db => db.ScaleOrders.CountAsync()));
    }

    [SkippableFact]
    public async Task What_always_stays_is_not_given_back_but_asked_about_before_the_cloud_deletes_it_and_an_approval_after_the_end_is_none()
    {
        await using var scale = await ScaleRig.Create(clock: clock);
        var rig = scale.Rig;
        var order = await scale.Scaled("/scale out order-svc +2 --until +24h");
        await rig.Save(async db => (await db.Environments.SingleAsync(e => e.Id == rig.Production)).Scaling = ScaleRig.Settings with { Least = 2 });
        var net = order.Net!.Value;
        clock.LeapTo(order.Until!.Value);
        await scale.Watch();
        var back = (await scale.Order(order.Id)).BackBy!.Value;
        Assert.Contains("gives the hosts back, but not order-101: so many always have to stay.", (await Said(scale, order.Id))[^1]);
        await scale.Run(back);
        Assert.Equal(("Succeeded: GivenBack", "order-1 order-101"), (await scale.State(back), await scale.Serving()));

        clock.LeapTo(net - TimeSpan.FromHours(5));
        await scale.Watch();
        await scale.Watch();
        Assert.Equal(1, (await scale.Order(order.Id)).Announced);
        var asks = Assert.IsType<Asking>(await Question(scale, order.Id, 1));
        Assert.StartsWith($"The cloud deletes order-101 of #{order.Id} by itself ", asks.Title, StringComparison.Ordinal);
        await Press(scale, asks.Answers[2].Button, rig.Operator);
        await Keep(scale, order.Id);
        Assert.Null(scale.World.All.Single().ReleaseAt);
        Assert.Contains(await Said(scale, order.Id), said => said.StartsWith("Operator keeps the hosts for good. The cloud has confirmed it", StringComparison.Ordinal));

        Assert.Null(await rig.Type("/scale out order-svc +1 --until +2h", rig.Operator));
        var late = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        clock.Leap(TimeSpan.FromHours(3));
        Assert.Contains("expired", await ReleaseRig.Refused(rig.Use<DecideScale>(use => use.Approve(late, rig.Lead.Id, default))));
        await rig.Use<DecideScale>(use => use.Expire(late, default));
        Assert.EndsWith("is over; ask again with a later --until", (await scale.Order(late)).Reason, StringComparison.Ordinal);
        Assert.Contains("more than 366 days away", await ReleaseRig.Refused(rig.Type("/scale out order-svc +1 --until +9999d", rig.Operator)));
    }

    static string Facts(Card card) => string.Join('\n', card.Facts.SelectMany(f => f.Lines).Select(l => string.Concat(l.Select(s => s.Text))));
    static Task<Content> Question(ScaleRig scale, long id, int number) => scale.Rig.Use<StayQuestion, Content>(use => use.Tell(id, number, default));
    static Task Keep(ScaleRig scale, long id) => scale.Rig.New<KeepJob>().Run(id, default);

    static Task<Reply?> Press(ScaleRig scale, Button button, Person person, string? input = null) => scale.Rig.Use<PressButton, Reply?>(use =>
        use.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: button.Action, Value: button.Value, Input: input), person, default));

    static Task<List<string>> Said(ScaleRig scale, long id) => scale.Rig.Db(async db =>
        (await db.Outbox.Where(m => m.Content != null && m.Key.StartsWith($"scale/{id}/")).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => m.Content!.Push));
}
