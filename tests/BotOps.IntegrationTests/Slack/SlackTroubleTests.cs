using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotOps.IntegrationTests.Slack;

public class SlackTroubleTests
{
    [SkippableFact]
    public async Task With_three_of_ten_calls_broken_no_message_is_lost_and_none_comes_twice()
    {
        await using var town = await SlackTown.Start();
        var random = new Random(20261125);
        town.Faults = _ => random.Next(10) < 3 ? (Fault)random.Next(1, 6) : Fault.None;
        var database = await Database.Create();
        var channel = await town.Channel("deploys");
        using var sends = await Send(town, database);

        await using (var db = Database.Open(database))
        {
            var outbox = new Outbox(db, TimeProvider.System);
            for (var number = 1; number <= 20; number++)
                await outbox.Say($"m/{number}", new Place("slack", SlackTown.Team, channel), new Line(Tone.Ok, "succeeded", [$"message {number}"], DateTimeOffset.UtcNow), Urgency.Failure);
        }
        await Eventually.True(async () => await Unsent(database) == 0, "all of it is sent", TimeSpan.FromMinutes(4));
        Assert.Contains(town.Calls, c => c.Fault == Fault.DroppedAfterwards); // else nothing was shown
        var posted = (await town.History(channel)).Select(m => m.Key ?? "").Order().ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"m/{n}").Order().ToList(), posted);
    }

    [SkippableFact]
    public async Task A_message_that_somebody_deleted_is_posted_anew_and_one_that_Slack_refuses_is_parked_with_what_to_do()
    {
        await using var town = await SlackTown.Start();
        var database = await Database.Create();
        var channel = await town.Channel("deploys");
        using var sends = await Send(town, database);
        var place = new Place("slack", SlackTown.Team, channel);
        await Say(database, "kept", place, "one");
        await Say(database, "lost", place with { Channel = "C0NOWHERE" }, "two");
        await Eventually.True(async () => (await town.History(channel)).Count == 1, "it is posted");

        await town.Ask("chat.delete", ("channel", channel), ("ts", (await town.History(channel)).Single().Ts));
        await using (var db = Database.Open(database))
        {
            Content changed = new Line(Tone.Ok, "succeeded", ["changed"], DateTimeOffset.UtcNow);
            await db.Outbox.Where(m => m.Key == "kept").ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, changed).SetProperty(m => m.Wanted, m => m.Wanted + 1));
        }
        await Eventually.True(async () => (await town.History(channel)).Any(m => m.Text.Contains("changed", StringComparison.Ordinal)), "it is there again");
        await using var rows = Database.Open(database);
        var parked = (await rows.Outbox.SingleAsync(m => m.Key == "lost")).Parked;
        Assert.Contains("chat.postMessage", parked, StringComparison.Ordinal);
        Assert.Contains("channel_not_found", parked, StringComparison.Ordinal);
        Assert.Contains("/invite @botops", parked, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_refused_token_parks_nothing_and_a_new_one_is_taken_without_a_restart()
    {
        await using var town = await SlackTown.Start();
        var database = await Database.Create();
        var channel = await town.Channel("deploys");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "xoxb-old\n");
        town.Refused = "xoxb-old";
        using var sends = await Send(town, database, $"file:{file}");
        await Say(database, "k", new Place("slack", SlackTown.Team, channel), "hello");
        await Eventually.True(() => town.Calls.Count(c => c.Method == "chat.postMessage") >= 7, "it is tried again and again");
        Assert.Equal(1, await Unsent(database));

        await File.WriteAllTextAsync(file, SlackTown.BotToken);
        await Eventually.True(async () => await Unsent(database) == 0, "it is sent with the new token");
        Assert.Single(await town.History(channel));
        File.Delete(file);
    }

    [SkippableTheory]
    [InlineData("files.getUploadURLExternal", nameof(Fault.Broken))]
    [InlineData("upload", nameof(Fault.Dropped))]
    [InlineData("upload", nameof(Fault.DroppedAfterwards))]
    [InlineData("files.completeUploadExternal", nameof(Fault.Dropped))]
    [InlineData("files.completeUploadExternal", nameof(Fault.DroppedAfterwards))]
    public async Task A_file_that_breaks_on_its_way_holds_no_message_back_and_is_there_once(string step, string fault)
    {
        await using var town = await SlackTown.Start();
        var broken = Enum.Parse<Fault>(fault);
        town.Faults = method => method == step ? broken : Fault.None;
        var database = await Database.Create();
        var place = new Place("slack", SlackTown.Team, await town.Channel("deploys"));
        using var sends = await Send(town, database);
        var log = await Log(sends.Services.GetRequiredService<LogStore>(), database);

        await using (var db = Database.Open(database))
        {
            var outbox = new Outbox(db, TimeProvider.System);
            await outbox.Say("root", place, new Line(Tone.Ok, "succeeded", ["root"], DateTimeOffset.UtcNow), Urgency.Card);
            await outbox.Say("file", place, new LogFile(log, "build-1.log", "build:1", Sources: false), Urgency.Log, "root");
            await Eventually.True(() => town.Calls.Any(c => c.Method == step), "the step was tried");
            await outbox.Say("after", place, new Line(Tone.Ok, "succeeded", ["after"], DateTimeOffset.UtcNow), Urgency.Thread, "root");
        }
        var root = await Eventually.Value(async () => (await town.History(place.Channel)).FirstOrDefault(m => m.Key == "root"), "the root is there");
        await Eventually.True(async () => (await town.Thread(place.Channel, root.Ts)).Any(m => m.Key == "after"), "the thread goes on");
        town.Faults = _ => Fault.None;
        await Eventually.True(async () => await Unsent(database) == 0, "all of it is sent", TimeSpan.FromMinutes(2));

        var file = Assert.Single((await town.Thread(place.Channel, root.Ts)).SelectMany(m => m.Files));
        Assert.Equal("green\nlast\n", await town.Read(file));
    }

    [SkippableFact]
    public async Task A_file_that_the_workspace_does_not_take_is_parked_with_what_to_do()
    {
        await using var town = await SlackTown.Start();
        town.Faults = method => method == "upload" ? Fault.TooLarge : Fault.None;
        var database = await Database.Create();
        using var sends = await Send(town, database);
        var log = await Log(sends.Services.GetRequiredService<LogStore>(), database);
        await using var db = Database.Open(database);
        await new Outbox(db, TimeProvider.System).Say("file", new Place("slack", SlackTown.Team, await town.Channel("deploys")), new LogFile(log, "build-1.log", "build:1", Sources: false), Urgency.Log);

        var parked = await Eventually.Value(() => db.Outbox.AsNoTracking().Select(m => m.Parked).SingleAsync(), "it is parked");

        Assert.Contains("the link in the thread has all of it", parked, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_is_for_one_person_alone_never_lands_in_anothers_direct_messages()
    {
        await using var town = await SlackTown.Start();
        var database = await Database.Create();
        using var sends = await Send(town, database);
        var place = new Place("slack", SlackTown.Team, await town.Channel("deploys"));
        await using var db = Database.Open(database);
        var outbox = new Outbox(db, TimeProvider.System);
        await outbox.Say("hers", place, new Reply("press", Buttons: [new Button("open", "Open", "1/0")]), Urgency.Failure, privateTo: await town.User("developer"));
        var hers = (await Eventually.Value(() => Task.FromResult(town.Calls.FirstOrDefault(c => c.Method == "chat.postMessage")), "she is written to")).Field("channel")!;

        await outbox.Say("his", place with { Channel = hers }, new Reply("a story of hers that waits for him"), Urgency.Failure, privateTo: await town.User("lead-1"));
        await Eventually.True(async () => await Unsent(database) == 0, "he is told");

        Assert.Equal(2, town.Calls.Where(c => c.Method == "chat.postMessage").Select(c => c.Field("channel")).Distinct().Count());
        Assert.Single(await town.History(hers));
    }

    [SkippableFact]
    public async Task Who_waits_for_a_window_that_came_too_late_is_told_what_to_type_instead()
    {
        await using var town = await SlackTown.Start();
        town.Answers = call => call.Method == "views.open" ? new JsonObject { ["ok"] = false, ["error"] = "expired_trigger_id" } : null;
        await using var host = await SlackHost.Start(null, new SlackOptions { Team = SlackTown.Team, Mode = SlackMode.Http, BotToken = "", Api = new Uri(town.Url, "/api/") }, TimeProvider.System);
        var developer = new SlackUser(town, host.Url, await town.User("developer"));

        Assert.Equal("", await developer.Type(await town.Channel("deploys"), "/deploy", ""));

        await Eventually.True(() => !town.Responses.IsEmpty, "it is told");
        var (user, text) = Assert.Single(town.Responses);
        Assert.Equal(developer.Id, user);
        Assert.Contains("/deploy order-svc", text, StringComparison.Ordinal);
    }

    /// <summary>One that has ended, of two lines, one of them coloured.</summary>
    static async Task<long> Log(LogStore logs, string database)
    {
        await using var db = Database.Open(database);
        var log = await logs.Create(db, default);
        await using (var writer = logs.Open(log.Id, new SecretMask([])))
        {
            await writer.Write("build", "\x1b[32mgreen\x1b[0m");
            await writer.Write("build", "last");
        }
        await logs.End(log.Id, default);
        return log.Id;
    }

    static async Task<IHost> Send(SlackTown town, string database, string? token = null)
    {
        Environment.SetEnvironmentVariable("BOTOPS_TEST_SLACK_TOKEN", SlackTown.BotToken);
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddBotOpsCore(database, new WorkerOptions { DataFolder = Path.GetTempPath(), Lease = TimeSpan.FromSeconds(2) }).AddBotOpsDispatcher();
        builder.Services.AddSlack(new SlackOptions
        {
            Team = SlackTown.Team, Mode = SlackMode.Socket, BotToken = token ?? "env:BOTOPS_TEST_SLACK_TOKEN", Api = new Uri(town.Url, "/api/"), Limit = TimeSpan.FromSeconds(1),
        }, receives: false);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    static async Task Say(string database, string key, Place place, string text)
    {
        await using var db = Database.Open(database);
        await new Outbox(db, TimeProvider.System).Say(key, place, new Line(Tone.Ok, "succeeded", [text], DateTimeOffset.UtcNow), Urgency.Failure);
    }

    static async Task<int> Unsent(string database)
    {
        await using var db = Database.Open(database);
        return await db.Outbox.CountAsync(m => m.Sent < m.Wanted && m.Parked == null);
    }
}
