using System.Net;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Slack;

/// <summary>The tests' own sender is believed only as far as Slack's own framework believes it.</summary>
public class BoltTests
{
    [SkippableFact]
    public async Task Bolt_takes_what_the_sender_signs_and_nothing_else()
    {
        var port = Ports.Free();
        await using var bolt = await NodePeer.Start("bolt.mjs", $"{port}", SlackTown.Secret);
        using var http = new HttpClient();
        var url = new Uri($"http://127.0.0.1:{port}/slack/events");
        const string Body = "command=%2Fdeploy&text=svc&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.2&response_url=http%3A%2F%2F127.0.0.1%2F";

        Assert.Equal(HttpStatusCode.OK, await Send(DateTimeOffset.UtcNow, SlackTown.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(DateTimeOffset.UtcNow, "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(DateTimeOffset.UtcNow.AddMinutes(-6), SlackTown.Secret));

        async Task<HttpStatusCode> Send(DateTimeOffset at, string secret) =>
            (await http.SendAsync(SlackUser.Signed(url, Body, "application/x-www-form-urlencoded", at, secret))).StatusCode;
    }
}
