using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Slack;

public class SlackPeopleTests
{
    [SkippableFact]
    public async Task A_named_approver_has_the_card_in_direct_messages_the_asker_a_link_and_who_leaves_loses_all()
    {
        await using var town = await SlackTown.Start();
        await using var botops = await SlackStoryTests.Start(town, "http");
        var (deploys, elsewhere) = (await town.Channel("deploys"), await town.Channel("elsewhere"));
        await SmallProject.Add(botops, "shop", policy: new Policy { Approvals = 1, Approvers = ["lead-1"] }, channel: $"slack/{SlackTown.Team}/{deploys}");
        var (developer, lead, ops) = (await SlackStoryTests.Person(town, botops, "http", "developer"), await SlackStoryTests.Person(town, botops, "http", "lead-1"), await SlackStoryTests.Person(town, botops, "http", "ops"));

        await developer.Type(elsewhere, "/deploy", "shop");
        var card = await SlackStoryTests.Card(town, botops, deploys, m => m.Buttons.ContainsKey("Approve"));
        await Eventually.True(() => town.Calls.Any(c => c.Method == "chat.postEphemeral" && c.Field("channel") == elsewhere && c.Field("user") == developer.Id
            && c.Field("blocks")!.Contains($"<#{deploys}>", StringComparison.Ordinal)), "the asker is told where the card is", BotOpsProcess.Limit);
        Assert.Empty(await town.History(elsewhere));

        var direct = (await Eventually.Value(() => Task.FromResult(town.Calls.FirstOrDefault(c => c.Method == "chat.postMessage" && c.Field("channel") != deploys)), "the approver is written to")).Field("channel")!;
        var own = await SlackStoryTests.Card(town, botops, direct, m => m.Buttons.ContainsKey("Approve"));
        Assert.Equal(HttpStatusCode.Redirect, await Opens(own.Whole));
        Assert.DoesNotContain("/open?", card.Whole, StringComparison.Ordinal);
        Assert.Contains($"{botops.Url}releases/", card.Whole, StringComparison.Ordinal);
        await developer.Press(deploys, card, Texts.Slack.OpenPage);
        var shown = await Eventually.Value(() => Task.FromResult(town.Calls.FirstOrDefault(c => c.Method == "chat.postEphemeral" && c.Field("user") == developer.Id && c.Field("blocks")!.Contains("/open?", StringComparison.Ordinal))), "the asker has a link of their own");
        Assert.Equal(HttpStatusCode.Redirect, await Opens(shown.Field("blocks")!));
        Assert.Equal(["lead-1", "developer"], await botops.Read(db => db.Audit.Where(a => a.Action == "sign-in").OrderBy(a => a.Id).Select(a => a.Subject.Substring("person/".Length)).ToListAsync()));

        await lead.Press(direct, own, "Approve");
        await Eventually.True(async () => (await town.History(direct)).Single().Buttons.ContainsKey("Approve") is false && (await town.History(deploys)).Single(m => m.Key == card.Key).Buttons.ContainsKey("Approve") is false,
            "both cards have lost their button", BotOpsProcess.Limit);

        await developer.Type(deploys, "/deploy", "shop --rebuild");
        await SlackStoryTests.Card(town, botops, deploys, m => m.Key != card.Key);
        await ops.Event(new JsonObject { ["type"] = "app_home_opened", ["user"] = lead.Id, ["channel"] = "D1", ["tab"] = "home" }, "EvHome");
        await Eventually.True(() => town.Calls.Any(c => c.Method == "views.publish" && c.Field("user_id") == lead.Id && c.Field("view")!.Contains("shop", StringComparison.Ordinal)), "the Home tab shows what waits", BotOpsProcess.Limit);

        await ops.Event(new JsonObject { ["type"] = "user_change", ["user"] = new JsonObject { ["id"] = developer.Id, ["deleted"] = true } }, "EvLeft");
        await Eventually.True(() => town.ToldAlone(ops.Id).Any(t => t.Contains("has left", StringComparison.Ordinal)), "the admin hears of it", BotOpsProcess.Limit);
        Assert.True(await botops.Read(db => db.Persons.Where(p => p.Handle == "developer").Select(p => p.Disabled).SingleAsync()));
        Assert.False(await botops.Read(db => db.Roles.AnyAsync(r => db.Persons.Any(p => p.Id == r.PersonId && p.Handle == "developer"))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Opens(shown.Field("blocks")!));
        await developer.Type(deploys, "/botops", "status");
        await Eventually.True(() => town.ToldAlone(developer.Id).Any(t => t.Contains("does not know you", StringComparison.OrdinalIgnoreCase) || t.Contains("ask", StringComparison.OrdinalIgnoreCase)), "who left can do nothing", BotOpsProcess.Limit);
    }

    [SkippableFact]
    public async Task A_mention_makes_a_person_and_who_is_a_guest_by_now_loses_all_at_their_next_word()
    {
        await using var town = await SlackTown.Start();
        await using var botops = await SlackStoryTests.Start(town, "http");
        var channel = await town.Channel("elsewhere");
        var (ops, developer) = (await SlackStoryTests.Person(town, botops, "http", "ops"), await SlackStoryTests.Person(town, botops, "http", "developer"));
        var newcomer = new SlackUser(town, botops.Url, await town.User("newcomer"));
        town.Answers = call => call.Method == "users.info" && call.Field("user") == developer.Id
            ? new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["id"] = developer.Id, ["team_id"] = SlackTown.Team, ["name"] = "developer", ["is_restricted"] = true } }
            : null;

        Assert.Contains($"<@{newcomer.Id}|somebody else>", await ops.Type(channel, "/botops", $"grant <@{newcomer.Id}|somebody else> requester *"), StringComparison.Ordinal);
        await Eventually.True(() => botops.Read(db => db.Roles.AnyAsync(r => db.Accounts.Any(a => a.ExternalId == newcomer.Id && a.PersonId == r.PersonId))), "the person has the role", BotOpsProcess.Limit);
        Assert.Equal("newcomer", await botops.Read(db => db.Persons.Where(p => db.Accounts.Any(a => a.ExternalId == newcomer.Id && a.PersonId == p.Id)).Select(p => p.Handle).SingleAsync()));
        await newcomer.Type(channel, "/botops", "whoami");
        await Eventually.True(() => town.ToldAlone(newcomer.Id).Any(t => t.Contains("You are newcomer", StringComparison.Ordinal)), "who is new can speak to BotOps", BotOpsProcess.Limit);

        await developer.Type(channel, "/botops", "status");
        await Eventually.True(() => town.ToldAlone(developer.Id).Any(t => t.Contains("does not know you", StringComparison.Ordinal)), "a guest is a stranger", BotOpsProcess.Limit);
        Assert.True(await botops.Read(db => db.Persons.Where(p => p.Handle == "developer").Select(p => p.Disabled).SingleAsync()));
        Assert.False(await botops.Read(db => db.Roles.AnyAsync(r => db.Persons.Any(p => p.Id == r.PersonId && p.Handle == "developer"))));
        await ops.Type(channel, "/botops", $"grant <@{developer.Id}> requester *");
        await Eventually.True(() => town.ToldAlone(ops.Id).Any(t => t.Contains("no full member", StringComparison.Ordinal)), "a guest gets no role", BotOpsProcess.Limit);
    }

    [SkippableFact]
    public async Task Roles_follow_a_user_group_as_soon_as_Slack_says_that_it_changed()
    {
        await using var town = await SlackTown.Start();
        await using var botops = await SlackStoryTests.Start(town, "http");
        var (ops, newcomer) = (await SlackStoryTests.Person(town, botops, "http", "ops"), await town.User("newcomer"));
        JsonArray members = [newcomer];
        town.Answers = call => call is { Method: "usergroups.users.list" } && call.Field("usergroup") == "S1" ? new JsonObject { ["ok"] = true, ["users"] = members.DeepClone() } : null;
        await using (var db = botops.Open())
            await new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("groups.yaml", $"groups: {{ slack/{SlackTown.Team}/S1: [approver] }}")], null, default);

        await Eventually.True(Approves, "who is in the group has its role", BotOpsProcess.Limit);
        members = [];
        await ops.Event(new JsonObject { ["type"] = "subteam_members_changed", ["subteam_id"] = "S1" }, "EvGroup");
        await Eventually.True(async () => !await Approves(), "who has left it has not", BotOpsProcess.Limit); // five minutes have not passed

        Task<bool> Approves() => botops.Read(db => db.Roles.AnyAsync(r => r.Source == $"slack/{SlackTown.Team}/S1" && db.Persons.Any(p => p.Id == r.PersonId && p.Handle == "newcomer")));
    }

    /// <summary>The first link of a message that is signed for its reader: its page, and then its press.</summary>
    static async Task<HttpStatusCode> Opens(string blocks)
    {
        using var phone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var link = new Uri(Regex.Match(blocks, @"http[^|<>""]+/open\?[^|<>""]+").Value.Replace("&amp;", "&", StringComparison.Ordinal));
        var fields = HttpUtility.ParseQueryString(link.Query);
        using var answer = await phone.PostAsync(new Uri(link, "/open"), new FormUrlEncodedContent([new("to", fields["to"]!), new("token", fields["token"]!)]));
        return answer.StatusCode;
    }
}
