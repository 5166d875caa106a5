using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Commands that only read, as they are typed.</summary>
public class ReadCommandTests
{
    [SkippableFact]
    public async Task Each_answers_what_it_was_asked()
    {
        await using var rig = await ReleaseRig.Create();
        var ended = await rig.Deployed("--serial");
        var waits = await rig.Deploy();

        Assert.Equal("One release is open:", (await Answer(rig, "/botops status")).Text);
        Assert.StartsWith($"#{waits.Id} order-svc → production, ", await LineOf(rig, "/botops status order-svc"), StringComparison.Ordinal);
        Assert.StartsWith($"#{ended.Id} order-svc → production, ", await LineOf(rig, "/botops history"), StringComparison.Ordinal);
        Assert.StartsWith($"#{ended.Id} order-svc → production, ", await LineOf(rig, "/botops history order-svc"), StringComparison.Ordinal);
        Assert.StartsWith("order-svc", await LineOf(rig, "/botops projects"), StringComparison.Ordinal);
        Assert.Equal(4, (await Answer(rig, "/botops hosts order-svc")).Lines!.Count);
        Assert.Contains($"/releases/{ended.Id}#log", (await Answer(rig, $"/botops log {ended.Id}")).Lines![0][0].Link, StringComparison.Ordinal);
        Assert.Equal("You are Dev, @dev.", (await Answer(rig, "/botops whoami")).Text);
        Assert.Contains("/login?token=", await LineOf(rig, "/botops login"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Hosts_tells_what_really_runs_and_what_differs()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deployed("--serial");
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) switch
        {
            ("order-1", "status") => Says(("release", $"{release.Id}"), ("runs", $"{release.Id}"), ("running", "yes"), ("runsFor", "300"), ("healthy", "yes")),
            ("order-2", "status") => Says(("release", "9"), ("running", "no")),
            ("order-3", "status") => throw new HostUnreachable("order-3", "there is no way to it"),
            ("order-4", "status") => Says(("release", $"{release.Id}"), ("runs", "9"), ("running", "yes"), ("healthy", "GET /health gave 503")),
            _ => null,
        });

        var answer = await Answer(rig, "/botops hosts order-svc");

        Assert.Equal(
            [
                $"order-1  build:{release.BuildId} {release.Facts.Commit.Short}  #{release.Id}  running for 5 m  healthy",
                $"order-2  #9  not running  ≠ #{release.Id} was released to it",
                "order-3  does not answer: there is no way to it",
                $"order-4  build:{release.BuildId} {release.Facts.Commit.Short}  #{release.Id}  running  not healthy: GET /health gave 503  ≠ the process is of #9",
            ],
            answer.Lines!.Select(line => string.Concat(line.Select(s => s.Text))));
    }

    static HostAnswer Says(params (string Name, string Value)[] values) => new(0, "", values.ToDictionary(v => v.Name, v => v.Value));

    static async Task<string> LineOf(ReleaseRig rig, string line) => string.Concat((await Answer(rig, line)).Lines![0].Select(s => s.Text));

    static async Task<Reply> Answer(ReleaseRig rig, string line)
    {
        await rig.The<IInbox>().Accept("fake", "t", line, new ChatEvent(ChatEventKind.Command, "dev", ReleaseRig.Channel, Text: line), default);
        using var worker = rig.New<InboxWorker>();
        await worker.StartAsync(default);
        await Eventually.True(() => rig.Db(db => db.Inbox.AllAsync(i => i.DoneAt != null)), "it is handled");
        await worker.StopAsync(default);
        return (Reply)(await rig.Db(db => db.Outbox.Where(m => m.PrivateTo == "dev").OrderBy(m => m.Id).LastAsync())).Content!;
    }
}
