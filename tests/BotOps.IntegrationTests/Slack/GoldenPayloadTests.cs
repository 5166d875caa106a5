using System.Net;
using System.Text;
using System.Text.Json;
using BotOps.Adapters.Chat.Slack;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.IntegrationTests.Slack;

/// <summary>Requests as Slack's own framework was sent them, byte for byte.</summary>
public class GoldenPayloadTests
{
    static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "slack-payloads.json"))).RootElement;
    static readonly SlackOptions Acme = new() { Team = "T0123ABCD", Mode = SlackMode.Http, BotToken = "", Api = new Uri("http://127.0.0.1:9/api/") };
    static readonly HttpClient Http = new();

    [SkippableFact]
    public async Task Each_is_accepted_and_what_a_person_wants_is_in_the_inbox()
    {
        await using var host = await Start(await Database.Create());
        foreach (var request in Golden.GetProperty("requests").EnumerateArray())
        {
            using var response = await Send(host, request);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{request.GetProperty("name")}: {response.StatusCode}");
            if (request.GetProperty("name").GetString() == "url-verification")
                Assert.Equal("{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}", await response.Content.ReadAsStringAsync());
        }

        var inbox = await host.Inbox();
        Assert.Equal(["/deploy payments-api v1.42.0 to staging", "deploy payments-api to staging", "status"], [.. inbox.Select(i => i.Event.Text!)]); // the other commands carry the first one's trigger
        Assert.All(inbox, i => Assert.Equal(("slack", "T0123ABCD"), (i.Platform, i.Tenant)));
        Assert.Contains(inbox, i => i.Event is { Text: "deploy payments-api to staging", ExternalId: "U0456EFGH", Place: { Channel: "C0111DEPLO", Root: null } });
    }

    [SkippableFact]
    public async Task What_Bolt_refuses_is_refused_and_a_copy_is_too()
    {
        await using var host = await Start(await Database.Create());
        var request = Golden.GetProperty("requests").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "slash-deploy");

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(host, request, body => body.Replace("payments", "Payments", StringComparison.Ordinal))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(host, request, without: "x-slack-signature")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(host, request, without: "x-slack-request-timestamp")).StatusCode);
        Assert.Empty(await host.Inbox());
        Assert.Equal(HttpStatusCode.OK, (await Send(host, request)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send(host, request)).StatusCode);
        Assert.Single(await host.Inbox());
    }

    [SkippableFact]
    public async Task An_event_that_is_sent_again_happens_once()
    {
        var database = await Database.Create();
        var retry = Golden.GetProperty("requests").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "event-retry");
        for (var process = 0; process < 2; process++)
        {
            await using var host = await Start(database); // another process has not seen the first
            Assert.Equal(HttpStatusCode.OK, (await Send(host, retry)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await Send(host, retry)).StatusCode);
            Assert.Single(await host.Inbox());
        }
    }

    [SkippableFact]
    public async Task With_the_database_away_Slack_hears_so_within_three_seconds()
    {
        await using var host = await Start(null);
        var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var requests = Golden.GetProperty("requests").EnumerateArray().ToDictionary(r => r.GetProperty("name").GetString()!);

        using var typed = await Send(host, requests["slash-deploy"], stopping: limit.Token);
        Assert.Equal(HttpStatusCode.OK, typed.StatusCode);
        Assert.Contains("Not accepted", await typed.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        limit = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Send(host, requests["event-app-mention"], stopping: limit.Token)).StatusCode);
    }

    static Task<SlackHost> Start(string? database) => SlackHost.Start(
        database, Acme, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(long.Parse(Golden.GetProperty("timestamp").GetString()!, System.Globalization.CultureInfo.InvariantCulture))), Golden.GetProperty("signingSecret").GetString()!);

    static Task<HttpResponseMessage> Send(SlackHost host, JsonElement golden, Func<string, string>? change = null, string? without = null, CancellationToken stopping = default)
    {
        var raw = golden.GetProperty("request").GetProperty("rawBody").GetString()!;
        var path = golden.GetProperty("kind").GetString() switch
        {
            "command" => "commands",
            "options" => "options",
            _ when raw.StartsWith('{') => "events",
            _ when raw.Contains("payload=", StringComparison.Ordinal) => "interactivity",
            _ => "commands",
        };
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Url, $"/slack/{path}")) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(change?.Invoke(raw) ?? raw)) };
        foreach (var header in golden.GetProperty("request").GetProperty("headers").EnumerateObject().Where(h => h.Name != without))
            if (header.Name == "content-type") request.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            else request.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
        return Http.SendAsync(request, stopping);
    }
}
