using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Slack;

/// <summary>The whole story of the web chat, told in Slack: the running executable, the <c>emulate</c> package as the workspace.</summary>
public class SlackStoryTests(SlackStoryTests.Shared shared) : IClassFixture<SlackStoryTests.Shared>
{
    /// <summary>One workspace and one BotOps by HTTP for what does not disturb each other: each has a channel and a project of its own.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        readonly Dictionary<string, SlackUser> persons = [];
        SlackTown? town;
        RunningBotOps? botops;

        internal async Task<(SlackTown Town, RunningBotOps BotOps)> Begin()
        {
            town ??= await SlackTown.Start();
            botops ??= await SlackStoryTests.Start(town, "http");
            town.Calls.Clear();
            return (town, botops);
        }

        internal async Task<SlackUser> Person(string handle) => persons.TryGetValue(handle, out var known) ? known : persons[handle] = await SlackStoryTests.Person(town!, botops!, "http", handle);

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (botops is not null) await botops.DisposeAsync();
            if (town is not null) await town.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task From_a_command_to_a_rollout_that_is_told_in_the_thread(string mode)
    {
        await using var town = await SlackTown.Start();
        await using var botops = await Start(town, mode);
        var project = await SmallProject.Add(botops, "shop", hosts: 2, policy: new Policy { Approvals = 1 }, channel: $"slack/{SlackTown.Team}/{await town.Channel("deploys")}");
        var (developer, lead) = (await Person(town, botops, mode, "developer"), await Person(town, botops, mode, "lead-1"));
        var channel = await town.Channel("deploys");

        Assert.Contains("/deploy shop --serial", await developer.Type(channel, "/deploy", "shop --serial"), StringComparison.Ordinal);
        var card = await Card(town, botops, channel, m => m.Buttons.ContainsKey("Approve"));
        Assert.Contains("shop", card.Text, StringComparison.Ordinal);
        var release = await botops.Read(db => db.Releases.MaxAsync(r => r.Id));

        await developer.Press(channel, card, "Approve");
        await Eventually.True(() => town.ToldAlone(developer.Id).Any(t => t.Contains("approver", StringComparison.Ordinal)), "who asked is told that another has to approve", BotOpsProcess.Limit);
        var trigger = "1.2.double";
        await Task.WhenAll(lead.Press(channel, card, "Approve", trigger), lead.Press(channel, card, "Approve", trigger)); // a nervous finger
        await botops.Becomes(release, ReleaseState.Succeeded);
        Assert.Equal(["1", "1"], await project.Answers());

        await Eventually.True(async () => (await town.History(channel)).Single(m => m.Key == card.Key).Text.Contains("ucceeded", StringComparison.Ordinal), "the card has become the status", BotOpsProcess.Limit);
        await Eventually.True(async () => await botops.Read(db => db.Outbox.CountAsync(m => m.Sent < m.Wanted)) == 0, "all of it is told", BotOpsProcess.Limit);
        var thread = await town.Thread(channel, card.Ts);
        Assert.Contains(thread, m => m.Whole.Contains("shop-1", StringComparison.Ordinal) && m.Whole.Contains("shop-2", StringComparison.Ordinal));
        Assert.Contains(thread, m => m.Whole.Contains("approved", StringComparison.OrdinalIgnoreCase));
        Assert.Single(await town.History(channel)); // one card, and all the rest in its thread
        var said = thread.Where(m => m.Files.Count == 0).ToList();
        Assert.Equal(said.Count, said.Select(m => m.Key).Distinct().Count());
        await HasTheLogs(town, botops, thread, release);

        await lead.Press(channel, card, "Approve"); // the old card is still on somebody's screen
        await Eventually.True(() => town.ToldAlone(lead.Id).Any(), "a late press is answered privately", BotOpsProcess.Limit);
    }

    [SkippableFact]
    public async Task A_window_asks_for_what_is_missing_offers_branches_and_shows_what_is_wrong()
    {
        var (town, botops) = await shared.Begin();
        await SmallProject.Add(botops, "vase", policy: new Policy { Approvals = 1 }, channel: $"slack/{SlackTown.Team}/{await town.Channel("windows")}");
        var (developer, lead) = (await shared.Person("developer"), await shared.Person("lead-1"));
        var channel = await town.Channel("windows");

        var window = await Filled(town, () => developer.Type(channel, "/deploy", ""));
        Assert.Contains("views.open", town.Calls.Select(c => c.Method));
        var offered = await developer.Suggestions(window, "ref", "mas", ("project", "vase"));
        Assert.Contains(offered.EnumerateArray(), o => o.GetProperty("value").GetString() == "master");

        var wrong = await developer.Submit(window, ("project", "vase"), ("ref", "--upload-pack=touch /tmp/x"));
        Assert.Equal("errors", wrong!.Value.GetProperty("response_action").GetString());
        Assert.True(wrong.Value.GetProperty("errors").TryGetProperty("ref", out _));
        Assert.Empty(await botops.Read(db => db.Releases.Where(r => db.Environments.Any(e => e.Id == r.EnvironmentId && e.Project.Name == "vase")).ToListAsync()));

        Assert.Null(await developer.Submit(window, ("project", "vase"), ("ref", "master"), ("strategy", "serial"), ("note", "<!channel> & *bold*")));
        var card = await Card(town, botops, channel, m => m.Buttons.ContainsKey("Reject…"));
        Assert.DoesNotContain("<!channel>", card.Whole, StringComparison.Ordinal);
        Assert.Contains("&lt;!channel&gt; &amp;", JsonDocument.Parse(card.Json.GetRawText()).RootElement.GetProperty("blocks").GetRawText().Replace("\\u0026", "&", StringComparison.Ordinal), StringComparison.Ordinal);

        town.Calls.Clear();
        await lead.Press(channel, card, "Reject…");
        var words = await View(town, "views.open");
        Assert.Null(await lead.Submit(words, ("words", "not before the campaign")));
        await Eventually.True(async () => (await town.History(channel)).Any(m => m.Key == card.Key && m.Whole.Contains("not before the campaign", StringComparison.Ordinal)), "the card says why", BotOpsProcess.Limit);
    }

    [SkippableFact]
    public async Task Mentions_work_where_slash_commands_do_not_and_errors_are_private()
    {
        var (town, botops) = await shared.Begin();
        await SmallProject.Add(botops, "tray", channel: $"slack/{SlackTown.Team}/{await town.Channel("mentions")}");
        var developer = await shared.Person("developer");
        var channel = await town.Channel("mentions");
        await developer.Type(channel, "/build", "tray master");
        var ahead = await Eventually.Value(async () => (await town.History(channel)) is [var first, ..] ? first : null, "it is told in the channel", BotOpsProcess.Limit);
        await Eventually.True(async () => (await town.Thread(channel, ahead.Ts)).Any(m => m.Files.Count > 0), "the whole log of a build ahead of time is a file in its thread", BotOpsProcess.Limit);
        await developer.Type(channel, "/deploy", "tray");
        var card = await Card(town, botops, channel, _ => true);

        await developer.Mention(channel, "deploy tary", card.Ts);
        await Eventually.True(() => town.Calls.Any(c => c.Method == "chat.postEphemeral" && c.Field("thread_ts") == card.Ts && c.Field("blocks")!.Contains("tary", StringComparison.Ordinal)
            && c.Field("blocks")!.Contains("deploy tray", StringComparison.Ordinal)), "the error is told in the thread, to one person, with what to type", BotOpsProcess.Limit);

        await developer.Type(channel, "/ship", "tray --plan"); // its name in this workspace
        await Eventually.True(() => town.ToldAlone(developer.Id).Any(t => t == Texts.PlanFollows), "the renamed command works", BotOpsProcess.Limit);
        Assert.Equal(2, (await town.History(channel)).Count);
    }

    /// <summary>The build's and the release's, each once and whole.</summary>
    static async Task HasTheLogs(SlackTown town, RunningBotOps botops, IReadOnlyList<SlackMessage> thread, long release)
    {
        var build = await botops.Read(db => db.Releases.Where(r => r.Id == release).Select(r => r.BuildId!.Value).SingleAsync());
        var files = thread.SelectMany(m => m.Files).ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal([$"build-{build}.log", $"release-{release}.log"], files.Keys.Order());
        Assert.Equal(await Lines(db => db.Builds.Where(b => b.Id == build).Select(b => b.LogId)), (await town.Read(files[$"build-{build}.log"])).Count(c => c == '\n'));
        var log = await town.Read(files[$"release-{release}.log"]);
        Assert.Equal(await Lines(db => db.Releases.Where(r => r.Id == release).Select(r => r.LogId)), log.Count(c => c == '\n'));
        Assert.Contains("shop-1 | ", log, StringComparison.Ordinal);
        Assert.All(town.Calls.Where(c => c.Method == "upload"), c => Assert.Equal("", c.Field("authorization"))); // the token is nobody else's business

        Task<long> Lines(Func<Core.Persistence.BotOpsDb, IQueryable<long>> which) => botops.Read(db => db.Logs.Where(l => which(db).Contains(l.Id)).Select(l => l.Lines).SingleAsync());
    }

    [SkippableFact]
    public async Task A_project_is_added_by_a_window_that_ends_with_a_dry_run_and_a_press()
    {
        var (town, botops) = await shared.Begin();
        var channel = await town.Channel("adding");
        var shop = await SmallProject.Add(botops, "jar", hosts: 2, channel: $"slack/{SlackTown.Team}/{channel}");
        var ops = await shared.Person("ops");

        var window = await Filled(town, () => ops.Type(channel, "/botops", "project add"));
        var wrong = await ops.Submit(window, ("name", "pay"), ("repo", "not an address"), ("hosts", "jar-*"), ("build-command", "make"), ("artifact", "out"), ("start-command", "./run"));
        Assert.True(wrong!.Value.GetProperty("errors").TryGetProperty("repo", out _));
        Assert.Null(await ops.Submit(window, ("name", "pay"), ("repo", shop.Source), ("hosts", "jar-*"), ("build-command", "make"), ("artifact", "out"), ("start-command", "./run")));

        var direct = (await Eventually.Value(() => Task.FromResult(town.Calls.FirstOrDefault(c => c.Method == "chat.postMessage" && c.Field("channel") is ['D', ..])), "the dry run is told to who asked", BotOpsProcess.Limit)).Field("channel")!;
        var tried = await Eventually.Value(async () => (await town.History(direct)).FirstOrDefault(m => m.Buttons.ContainsKey("Add pay")), "the dry run has its button", BotOpsProcess.Limit);
        Assert.Contains("2 hosts answer", tried.Whole, StringComparison.Ordinal);
        await ops.Press(direct, tried, "Add pay");
        await Eventually.True(() => botops.Read(db => db.Projects.AnyAsync(p => p.Name == "pay" && p.ManagedBy == "chat:ops" && p.Channels.Contains($"slack/{SlackTown.Team}/{channel}"))), "it is there", BotOpsProcess.Limit);
        await Eventually.True(async () => (await town.History(direct)).Single(m => m.Key == tried.Key).Buttons.Count == 0, "the button is spent", BotOpsProcess.Limit);
    }

    internal static async Task<RunningBotOps> Start(SlackTown town, string mode)
    {
        var variables = new Dictionary<string, string>
        {
            ["BOTOPS_BotOps__Slack__Team"] = SlackTown.Team, ["BOTOPS_BotOps__Slack__Mode"] = mode, ["BOTOPS_BotOps__Slack__Api"] = $"{town.Url}api",
            ["BOTOPS_BotOps__Slack__BotToken"] = "env:SLACK_BOT", ["BOTOPS_BotOps__Slack__AppToken"] = "env:SLACK_APP", ["BOTOPS_BotOps__Slack__SigningSecret"] = "env:SLACK_SECRET",
            ["BOTOPS_BotOps__Slack__Commands__ship"] = "deploy",
            ["SLACK_BOT"] = SlackTown.BotToken, ["SLACK_APP"] = SlackTown.AppToken, ["SLACK_SECRET"] = SlackTown.Secret,
        };
        var botops = await RunningBotOps.Start("all", variables: variables);
        if (mode == "socket") await Eventually.True(() => town.Sockets.Open > 0, "BotOps is connected", BotOpsProcess.Limit);
        return botops;
    }

    internal static async Task<SlackUser> Person(SlackTown town, RunningBotOps botops, string mode, string handle)
    {
        var id = await town.User(handle);
        await using var db = botops.Open();
        var person = await db.Persons.SingleAsync(p => p.Handle == handle);
        db.Accounts.Add(new Account { Platform = "slack", Tenant = SlackTown.Team, ExternalId = id, PersonId = person.Id });
        await db.SaveChangesAsync();
        return new SlackUser(town, mode == "http" ? botops.Url : null, id);
    }

    internal static async Task<SlackMessage> Card(SlackTown town, RunningBotOps botops, string channel, Func<SlackMessage, bool> which)
    {
        try
        {
            return await Eventually.Value(async () => (await town.History(channel)).FirstOrDefault(m => m.Key?.Contains("/card", StringComparison.Ordinal) == true && which(m)),
                "the card is in the channel", BotOpsProcess.Limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{string.Join('\n', town.Calls)}\n{botops.Output}", late);
        }
    }

    /// <summary>The window that a command opens; a machine that does much else may be later than Slack takes, and then the person is told to type it again.</summary>
    static async Task<JsonElement> Filled(SlackTown town, Func<Task<string>> type)
    {
        while (true)
        {
            town.Responses.Clear();
            Assert.Equal("", await type());
            await Eventually.True(() => !town.Responses.IsEmpty || town.Calls.Any(c => c.Method == "views.update"), "the window is filled, or it is told that none could be opened", BotOpsProcess.Limit);
            if (town.Responses.IsEmpty) return await View(town, "views.update");
        }
    }

    static async Task<JsonElement> View(SlackTown town, string method)
    {
        var call = await Eventually.Value(() => Task.FromResult(town.Calls.FirstOrDefault(c => c.Method == method)), $"{method} is called", BotOpsProcess.Limit);
        return JsonDocument.Parse(call.Field("view")!).RootElement;
    }
}
