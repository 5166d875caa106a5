using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack;
using BotOps.Core.Access;
using BotOps.Core.Doctor;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Slack;

public class SlackCheckTests
{
    [SkippableFact]
    public async Task What_user_groups_need_is_missed_only_where_the_catalog_has_some()
    {
        await using var town = await SlackTown.Start();
        town.Answers = call => call.Method switch
        {
            "usergroups.users.list" => new JsonObject { ["ok"] = false, ["error"] = "missing_scope", ["needed"] = "usergroups:read" },
            _ => null,
        };
        var database = await Database.Create();
        await using var host = await SlackHost.Start(database, new SlackOptions { Team = SlackTown.Team, Mode = SlackMode.Http, BotToken = "", Api = new Uri(town.Url, "/api/") }, TimeProvider.System);
        var check = host.Services.GetServices<IDoctorCheck>().Single(c => c.Name == "slack");

        Assert.Equal(CheckState.Ok, (await check.Run(default)).State);
        await using (var db = host.Open())
        {
            db.Groups.Add(new Group { Platform = "slack", Tenant = SlackTown.Team, ExternalId = "S1" });
            await db.SaveChangesAsync();
        }
        var error = await Record.ExceptionAsync(() => check.Run(default));
        Assert.Contains("usergroups:read", error?.Message, StringComparison.Ordinal);
    }
}
