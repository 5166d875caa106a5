using BotOps.Adapters.Chat.Slack;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Slack;

public class SocketModeTests
{
    [SkippableFact]
    public async Task Connections_are_cut_at_random_and_each_command_arrives_exactly_once()
    {
        await using var town = await SlackTown.Start();
        await using var host = await SlackHost.Start(await Database.Create(), Options(town), TimeProvider.System);
        await Eventually.True(() => town.Sockets.Open == 2, "both connections are open");
        var user = new SlackUser(town, null, "U1");
        using var ending = new CancellationTokenSource();
        var trouble = Task.Run(async () =>
        {
            for (var turn = 0; !ending.IsCancellationRequested; turn++)
            {
                await Task.Delay(Random.Shared.Next(20, 200));
                if (turn % 3 == 2) await town.Sockets.Refresh();
                else town.Sockets.Cut();
            }
        });

        var commands = 0;
        using var late = new CancellationTokenSource(4 * Eventually.Limit);
        while (commands < 60 || town.Sockets.Opened < 8) // until enough was cut in the middle of them
        {
            await Parallel.ForEachAsync(Enumerable.Range(commands + 1, 20), new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = late.Token }, async (number, _) =>
                Assert.Contains($"/deploy svc-{number}", await user.Type("C1", "/deploy", $"svc-{number}"), StringComparison.Ordinal));
            commands += 20;
        }
        await ending.CancelAsync();
        await trouble;

        var heard = (await host.Inbox()).Select(i => i.Event.Text!).ToList();
        Assert.Equal([.. Enumerable.Range(1, commands).Select(n => $"/deploy svc-{n}").Order()], [.. heard.Order()]);
    }

    [SkippableFact]
    public async Task What_could_not_be_saved_is_not_acknowledged_and_comes_again()
    {
        await using var town = await SlackTown.Start();
        await using var host = await SlackHost.Start(null, Options(town), TimeProvider.System);
        await Eventually.True(() => town.Sockets.Open > 0, "a connection is open");

        var mention = new SlackUser(town, null, "U1").Mention("C1", "status");
        await Eventually.True(() => town.Sockets.Sent.Values.Any(sent => sent >= 2), "the envelope is sent again");
        Assert.False(mention.IsCompleted);
    }

    [SkippableFact]
    public async Task It_says_who_it_is_and_comes_back_when_Slack_was_away()
    {
        await using var town = await SlackTown.Start();
        var away = true;
        town.Faults = _ => away ? Fault.Broken : Fault.None;
        await using var host = await SlackHost.Start(await Database.Create(), Options(town) with { Connections = 1 }, TimeProvider.System);
        away = false;
        await Eventually.True(() => town.Sockets.Open == 1, "it is connected");

        Assert.Contains("taken", await new SlackUser(town, null, "U1").Type("C1", "/botops", "status"), StringComparison.Ordinal);
        Assert.Equal(ChatEventKind.Command, Assert.Single(await host.Inbox()).Event.Kind);
    }

    static SlackOptions Options(SlackTown town) => new() { Team = SlackTown.Team, Mode = SlackMode.Socket, BotToken = "", Api = new Uri(town.Url, "/api/") };
}
