using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Slack;

/// <summary>Calls as Slack's own client makes them, and answers as it reads them.</summary>
public class GoldenCallTests
{
    static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "slack-webapi.json"))).RootElement;

    [Fact]
    public async Task Each_call_carries_the_same_fields()
    {
        (string Path, string Type, string Token, Dictionary<string, string> Fields) seen = ("", "", "", []);
        await using var slack = await Slack(async http =>
        {
            seen = (http.Request.Path, http.Request.ContentType ?? "", http.Request.Headers.Authorization.ToString(), (await http.Request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString()));
            await http.Response.WriteAsync("""{"ok":true}""");
        });
        await using var host = await Caller(slack);
        foreach (var request in Golden.GetProperty("requests").EnumerateArray())
        {
            var json = request.GetProperty("jsonFields").EnumerateArray().Select(f => f.GetString()!).ToHashSet();
            var fields = request.GetProperty("fields").EnumerateObject().ToDictionary(f => f.Name, f => f.Value.GetString()!);
            await host.Services.GetRequiredService<SlackApi>().Bot(
                request.GetProperty("method").GetString()!, fields.Select(f => (f.Key, (json.Contains(f.Key) ? JsonNode.Parse(f.Value) : (object)f.Value))), default);

            Assert.Equal((request.GetProperty("http").GetProperty("path").GetString(), "application/x-www-form-urlencoded", $"Bearer {SlackTown.BotToken}"), (seen.Path, seen.Type, seen.Token));
            Assert.Equal(fields.Keys.Order(), seen.Fields.Keys.Order());
            Assert.All(fields, f => Assert.True(json.Contains(f.Key) ? JsonNode.DeepEquals(JsonNode.Parse(f.Value), JsonNode.Parse(seen.Fields[f.Key])) : f.Value == seen.Fields[f.Key], f.Key));
        }
    }

    [Fact]
    public async Task Who_somebody_is_and_who_is_in_a_group_is_asked_as_Slacks_own_client_does()
    {
        (string Path, string Body) seen = default;
        await using var slack = await Slack(async http =>
        {
            seen = (http.Request.Path, await new StreamReader(http.Request.Body).ReadToEndAsync());
            await http.Response.WriteAsync("""{"ok":true,"users":["U1","W2"],"user":{"id":"U0456EFGH","team_id":"T0123ABCD","name":"anna.lee","deleted":false,"tz":"Asia/Shanghai","locale":"zh-CN","real_name":"Anna Lee","is_restricted":false}}""");
        });
        await using var host = await Caller(slack);
        var directory = host.Services.GetRequiredService<IDirectory>();

        Assert.Equal(new DirectoryEntry("anna.lee", "Anna Lee", "Asia/Shanghai", "zh-CN", IsMember: true), await directory.Find(new("slack", "T0123ABCD", "U0456EFGH"), default));
        Assert.Equal(Asked("users.info"), seen);
        Assert.Equal(["U1", "W2"], await directory.Members(new("slack", "T0123ABCD", "S0333GROUP"), default));
        Assert.Equal(Asked("usergroups.users.list"), seen);

        static (string, string) Asked(string method)
        {
            var http = Golden.GetProperty("requests").EnumerateArray().First(r => r.GetProperty("method").GetString() == method).GetProperty("http");
            return (http.GetProperty("path").GetString()!, http.GetProperty("rawBody").GetString()!);
        }
    }

    [Theory]
    [InlineData("\"deleted\":true")]
    [InlineData("\"is_restricted\":true")]
    [InlineData("\"is_ultra_restricted\":true")]
    [InlineData("\"is_bot\":true")]
    [InlineData("\"is_stranger\":true")]
    [InlineData("\"team_id\":\"T0OTHER\"")]
    public async Task Guests_bots_and_people_of_other_workspaces_are_no_members(string mark)
    {
        await using var slack = await Slack(http => http.Response.WriteAsync($$$"""{"ok":true,"user":{"id":"U1","name":"x",{{{mark}}}}}"""));
        await using var host = await Caller(slack);
        Assert.Equal(false, (await host.Services.GetRequiredService<IDirectory>().Find(new("slack", "T0123ABCD", "U1"), default))?.IsMember);
    }

    [Fact]
    public async Task Each_answer_is_told_apart_by_what_can_be_done_about_it()
    {
        JsonElement answer = default;
        await using var slack = await Slack(async http =>
        {
            http.Response.StatusCode = answer.GetProperty("status").GetInt32();
            foreach (var header in answer.GetProperty("headers").EnumerateObject()) http.Response.Headers[header.Name] = header.Value.GetString();
            await http.Response.WriteAsync(answer.GetProperty("body") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : answer.GetProperty("body").GetRawText());
        });
        await using var host = await Caller(slack);
        var told = new Dictionary<string, Exception?>();
        foreach (var response in Golden.GetProperty("responses").EnumerateArray())
        {
            answer = response.GetProperty("response");
            told[response.GetProperty("name").GetString()!] = await Record.ExceptionAsync(() => host.Services.GetRequiredService<SlackApi>().Bot("chat.postMessage", [], default));
        }

        Assert.Equal("channel_not_found", Assert.IsType<SlackError>(told["ok-false"]).Code);
        Assert.Contains("json-pointer:/blocks/0/text", Assert.IsType<SlackError>(told["invalid-blocks"]).Message, StringComparison.Ordinal);
        Assert.Contains("usergroups:read", Assert.IsType<SlackError>(told["missing-scope"]).Message, StringComparison.Ordinal);
        Assert.Null(told["warning"]);
        Assert.Null(told["cursor"]);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<ChatBusy>(told["ratelimited-429"]).Wait);
        Assert.True(Assert.IsType<ChatBusy>(told["429-no-header"]).Wait > TimeSpan.Zero);
        Assert.IsType<HttpRequestException>(told["http-503"]);
    }

    static Task<SlackHost> Caller(WebApplication slack) =>
        SlackHost.Start(null, new SlackOptions { Team = "T0123ABCD", Mode = SlackMode.Http, BotToken = "", Api = new Uri($"{slack.Urls.First()}/api/") }, TimeProvider.System);

    static async Task<WebApplication> Slack(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        var app = builder.Build();
        app.Map("/api/{method}", answer);
        await app.StartAsync();
        return app;
    }
}
