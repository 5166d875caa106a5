using BotOps.Core.Chat;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class InboxTests
{
    [SkippableFact]
    public async Task A_command_is_run_once_although_two_workers_take_from_the_inbox()
    {
        await using var rig = await ReleaseRig.Create();
        var workers = new[] { rig.New<InboxWorker>(), rig.New<InboxWorker>() };
        foreach (var n in Enumerable.Range(0, 5)) await Type(rig, rig.Dev.Handle, "/deploy order-svc", $"e{n}");
        await Type(rig, rig.Dev.Handle, "/deploy order-svc", "e0"); // sent again by the platform

        foreach (var worker in workers) await worker.StartAsync(default);
        await Handled(rig);
        foreach (var worker in workers) await worker.StopAsync(default);
        Assert.Equal(5, await rig.Db(db => db.Releases.CountAsync()));
    }

    [SkippableFact]
    public async Task An_unknown_person_is_told_privately_whom_to_ask()
    {
        await using var rig = await ReleaseRig.Create();
        var reply = await Answer(rig, "stranger", "/deploy order-svc");

        Assert.Contains("does not know you. Ask @operator", reply.Content!.Push);
        Assert.Equal("stranger", reply.PrivateTo);
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_command_older_than_two_minutes_is_offered_again()
    {
        await using var rig = await ReleaseRig.Create();
        await Type(rig, rig.Dev.Handle, "/deploy order-svc", "late");
        rig.Clock.Advance(TimeSpan.FromSeconds(121));

        var reply = Assert.IsType<Reply>((await Answered(rig)).Content);
        Assert.Equal("/deploy order-svc", reply.TryInstead);
        Assert.Contains("2 m 01 s", reply.Text);
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_repository_that_cannot_be_read_is_answered_with_its_reason()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Commits.Broken = new SourceError("https://git.example.org/r does not answer.");

        var reply = await Answer(rig, rig.Dev.Handle, "/deploy order-svc");
        Assert.Contains("git.example.org/r does not answer. Nothing was created.", reply.Content!.Push);
    }

    [SkippableFact]
    public async Task A_press_acts_for_who_pressed_it()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        await rig.The<IInbox>().Accept("fake", "t", "p1", new ChatEvent(ChatEventKind.Press, "dev", ReleaseRig.Channel, Action: "approve", Value: $"{release.Id}/1"), default);
        Assert.Contains("role approver", (await Answered(rig)).Content!.Push);

        await rig.The<IInbox>().Accept("fake", "t", "p2", new ChatEvent(ChatEventKind.Press, "lead", ReleaseRig.Channel, Action: "approve", Value: $"{release.Id}/1"), default);
        await Work(rig);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
    }

    static async Task<OutboxMessage> Answer(ReleaseRig rig, string who, string text)
    {
        await Type(rig, who, text, "e");
        return await Answered(rig);
    }

    static async Task<OutboxMessage> Answered(ReleaseRig rig)
    {
        await Work(rig);
        return await rig.Db(db => db.Outbox.SingleAsync(m => m.PrivateTo != null));
    }

    static async Task Work(ReleaseRig rig)
    {
        using var worker = rig.New<InboxWorker>();
        await worker.StartAsync(default);
        await Handled(rig);
        await worker.StopAsync(default);
    }

    static Task Handled(ReleaseRig rig) => Eventually.True(() => rig.Db(db => db.Inbox.AllAsync(i => i.DoneAt != null)), "every event handled");

    static Task<bool> Type(ReleaseRig rig, string who, string text, string id) =>
        rig.The<IInbox>().Accept("fake", "t", id, new ChatEvent(ChatEventKind.Command, who, ReleaseRig.Channel, Text: text), default);
}
