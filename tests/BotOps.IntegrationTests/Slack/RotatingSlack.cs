using System.Collections.Concurrent;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Slack;

/// <summary>Slack with token rotation on: each refresh token is good once, for the next pair.</summary>
sealed class RotatingSlack : IAsyncDisposable
{
    readonly WebApplication app;
    string refresh = "xoxe-first", token = "";
    int pairs;

    RotatingSlack(WebApplication app) => this.app = app;

    public Uri Api => new($"{app.Urls.First()}/api/");
    public ConcurrentQueue<string> Spent { get; } = new();

    /// <summary>No token is renewed now.</summary>
    public bool Away { get; set; }

    public static async Task<RotatingSlack> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        var app = builder.Build();
        var slack = new RotatingSlack(app);
        app.MapPost("/api/oauth.v2.access", (Delegate)slack.Renew);
        app.MapPost("/api/auth.test", (HttpContext http) => http.Request.Headers.Authorization == $"Bearer {slack.token}"
            ? Results.Json(new { ok = true, team_id = SlackTown.Team })
            : Results.Json(new { ok = false, error = "token_expired" }));
        await app.StartAsync();
        return slack;
    }

    /// <summary>The token is not good any more, whatever was said of its end.</summary>
    public void Expire() => token = "";

    /// <summary>Somebody has installed the app again.</summary>
    public void Install(string first) => (token, refresh) = ("", first);

    async Task<IResult> Renew(HttpContext http)
    {
        if (Away) return Results.StatusCode(503);

        var form = await http.Request.ReadFormAsync();
        lock (this)
        {
            Spent.Enqueue(form["refresh_token"].ToString());
            if (form["grant_type"] != "refresh_token" || form["client_id"] != "1.2" || form["client_secret"] != "shh-client" || http.Request.Headers.Authorization.Count > 0)
                return Results.Json(new { ok = false, error = "invalid_client_id" });
            if (form["refresh_token"] != refresh) return Results.Json(new { ok = false, error = "invalid_refresh_token" });

            pairs++;
            (token, refresh) = ($"xoxe.xoxb-{pairs}", $"xoxe-{pairs}");
            return Results.Json(new { ok = true, access_token = token, refresh_token = refresh, token_type = "bot", expires_in = 43200 });
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
