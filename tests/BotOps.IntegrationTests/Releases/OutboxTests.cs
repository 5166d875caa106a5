using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class OutboxTests
{
    [SkippableFact]
    public async Task A_thread_begins_with_its_root_and_keeps_its_order()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await Say(rig, "root");
        await Say(rig, "a", thread: "root");
        await Say(rig, "b", thread: "root", Urgency.Failure); // more urgent, and still after a

        await Sent(rig);
        Assert.Equal(["root", "a", "b"], rig.Chat.Sent.Select(s => s.Key));
        Assert.Equal([null, "ref root", "ref root"], rig.Chat.Sent.Select(s => s.Root));
    }

    [SkippableFact]
    public async Task Edits_that_were_not_sent_yet_become_one_with_the_newest_content()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var release = await rig.Deploy();
        await Sent(rig);
        await rig.Approve(release.Id, rig.Lead);
        await rig.EndBuild(release.Id, succeeds: false);
        await Sent(rig);

        var edit = Assert.Single(rig.Chat.Sent, s => s.What == "edit" && s.Key.Contains("/card"));
        Assert.EndsWith(": build failed", edit.Content.Push);
    }

    [SkippableFact]
    public async Task A_refused_message_is_parked_and_the_thread_goes_on()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        rig.Chat.Before = key => key is "a" ? new ChatRefused("msg_too_long", "shorten it") : null;
        await Say(rig, "root");
        await Say(rig, "a", thread: "root");
        await Say(rig, "b", thread: "root");

        await Sent(rig);
        Assert.Equal(["root", "b"], rig.Chat.Sent.Select(s => s.Key));
        Assert.Contains("msg_too_long", await rig.Db(db => db.Outbox.Where(m => m.Key == "a").Select(m => m.Parked).SingleAsync()));
    }

    [SkippableFact]
    public async Task Where_the_root_is_refused_its_replies_go_to_the_channel()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        rig.Chat.Before = key => key is "root" ? new ChatRefused("msg_too_long", "shorten it") : null;
        await Say(rig, "root");
        await Say(rig, "a", thread: "root");

        await Sent(rig);
        Assert.Equal(("a", null), rig.Chat.Sent.Select(s => (s.Key, s.Root)).Single());
    }

    [SkippableFact]
    public async Task A_message_with_nothing_to_say_yet_holds_up_nothing()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var release = await rig.Deploy();
        var thread = Outbox.KeyOf($"release/{release.Id}/card", ReleaseRig.Channel);
        await rig.Use<Outbox>(outbox => outbox.Tell($"release/{release.Id}/failure", ReleaseRig.Channel, Urgency.Failure, thread));
        await Say(rig, "end", thread);

        await Sent(rig);
        Assert.Equal([thread, "end"], rig.Chat.Sent.Select(s => s.Key));
    }

    [SkippableFact]
    public async Task A_busy_platform_is_waited_for()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var asked = new List<long>();
        rig.Chat.Before = _ =>
        {
            asked.Add(TimeProvider.System.GetTimestamp());
            return asked.Count == 1 ? new ChatBusy(TimeSpan.FromMilliseconds(300)) : null;
        };
        await Say(rig, "root");

        await Sent(rig);
        Assert.Equal(2, asked.Count);
        Assert.True(TimeProvider.System.GetElapsedTime(asked[0], asked[1]) >= TimeSpan.FromMilliseconds(290));
    }

    [SkippableFact]
    public async Task A_send_whose_outcome_is_unclear_is_repeated_under_the_same_key()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var times = 0;
        rig.Chat.After = _ => ++times == 1 ? new HttpRequestException("the connection broke") : null;
        await Say(rig, "root");
        await Say(rig, "a", thread: "root");

        await Sent(rig);
        Assert.Equal(3, times);
        Assert.Equal(["root", "a"], rig.Chat.Sent.Select(s => s.Key));
    }

    static Task Say(ReleaseRig rig, string key, string? thread = null, Urgency urgency = Urgency.Thread) => rig.Use<Outbox>(outbox =>
        outbox.Say(key, ReleaseRig.Channel, new Line(Tone.Ok, "succeeded", [key], DateTimeOffset.UtcNow), urgency, thread));

    /// <summary>Until there is nothing more to send.</summary>
    static async Task Sent(ReleaseRig rig)
    {
        using var dispatcher = rig.New<Dispatcher>();
        await dispatcher.StartAsync(default);
        await Eventually.True(() => rig.Db(db => db.Outbox.AllAsync(m => m.Sent == m.Wanted || m.Parked != null)), "everything sent");
        await dispatcher.StopAsync(default);
    }
}
