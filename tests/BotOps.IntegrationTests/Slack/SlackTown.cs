using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Slack;

/// <summary>What goes wrong with a call of the Web API.</summary>
enum Fault { None, Busy, Broken, Dropped, DroppedAfterwards, Slow, TooLarge }

/// <summary>
/// A workspace of the <c>emulate</c> package behind a door of the tests' own, which notes every call, breaks some, and opens the
/// WebSockets of Socket Mode, which the package does not have.
/// </summary>
sealed class SlackTown : IAsyncDisposable
{
    public const string Team = "T000000001", BotToken = "xoxb-test", AppToken = "xapp-test", Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    readonly NodePeer emulator;
    readonly HttpClient behind;
    readonly WebApplication front;

    SlackTown(NodePeer emulator, Uri emulated, WebApplication front)
    {
        (this.emulator, this.front) = (emulator, front);
        behind = new HttpClient { BaseAddress = emulated };
        Sockets = new SlackSockets();
    }

    public Uri Url => new(front.Urls.First());
    public SlackSockets Sockets { get; }
    public ConcurrentQueue<SlackCall> Calls { get; } = new();

    /// <summary>By method, before each call.</summary>
    public Func<string, Fault> Faults { get; set; } = _ => Fault.None;

    /// <summary>What the package does not know: an answer of the test's own, or null.</summary>
    public Func<SlackCall, JsonObject?> Answers { get; set; } = _ => null;

    /// <summary>A token that is not good any more; the package takes every one.</summary>
    public string? Refused { get; set; }

    public static async Task<SlackTown> Start()
    {
        var port = Ports.Free();
        var seed = new JsonObject
        {
            ["channels"] = new JsonArray(Named("deploys"), Named("elsewhere"), Named("windows"), Named("mentions"), Named("adding")),
            ["users"] = new JsonArray(Named("botops"), Named("developer"), Named("lead-1"), Named("ops"), Named("newcomer")),
            ["tokens"] = new JsonArray(new JsonObject { ["token"] = BotToken, ["user"] = "botops", ["scopes"] = new JsonArray("chat:write") }),
        };
        var emulator = await NodePeer.Start("emulator.mjs", $"{port}", seed.ToJsonString());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        var app = builder.Build();
        var town = new SlackTown(emulator, new Uri($"http://localhost:{port}"), app);
        app.UseWebSockets();
        app.Map("/api/apps.connections.open", town.OpenSocket);
        app.Map("/api/{method}", town.Forward);
        app.MapPost("/upload/{**path}", town.Upload);
        app.Map("/socket/{number}", town.Sockets.Accept);
        app.MapPost("/response/{user}", town.Respond);
        await app.StartAsync();
        return town;

        static JsonObject Named(string name) => new() { ["name"] = name, ["real_name"] = name };
    }

    /// <summary>What was said to somebody through a <c>response_url</c>.</summary>
    public ConcurrentQueue<(string User, string Text)> Responses { get; } = new();

    /// <summary>A call of the tests' own, past all faults; with a token of its own, since the package counts calls by token.</summary>
    public async Task<JsonElement> Ask(string method, params (string Name, string Value)[] fields)
    {
        var token = fields.Any(f => f.Name == "channel" && f.Value.StartsWith('D')) ? BotToken : $"xoxb-{Guid.NewGuid():N}"; // direct messages are read by who wrote them
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{method}")
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Headers = { { "Authorization", $"Bearer {token}" } },
        };
        using var response = await behind.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone();
    }

    public async Task<string> Channel(string name) =>
        (await Ask("conversations.list", ("limit", "100"), ("types", "public_channel"))).GetProperty("channels").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    public async Task<string> User(string name) =>
        (await Ask("users.list", ("limit", "100"))).GetProperty("members").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("id").GetString()!;

    public async Task<IReadOnlyList<SlackMessage>> History(string channel) => Messages(await Ask("conversations.history", ("channel", channel), ("limit", "200"), ("include_all_metadata", "true")));

    /// <summary>The first one is the root.</summary>
    public async Task<IReadOnlyList<SlackMessage>> Thread(string channel, string root) =>
        Messages(await Ask("conversations.replies", ("channel", channel), ("ts", root), ("limit", "200"), ("include_all_metadata", "true")));

    /// <summary>A file of a message, as who may read it gets it.</summary>
    public async Task<string> Read(JsonElement file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, file.GetProperty("url_private").GetString()) { Headers = { { "Authorization", $"Bearer {BotToken}" } } };
        using var response = await behind.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>What one person alone was told, by the calls that told it.</summary>
    public IEnumerable<string> ToldAlone(string user) =>
        Calls.Where(c => c.Method == "chat.postEphemeral" && c.Field("user") == user).Select(c => c.Field("text") ?? "");

    static IReadOnlyList<SlackMessage> Messages(JsonElement answer) => [.. answer.GetProperty("messages").EnumerateArray().Select(m => new SlackMessage(m))];

    async Task OpenSocket(HttpContext http)
    {
        if (http.Request.Headers.Authorization != $"Bearer {AppToken}") await http.Response.WriteAsJsonAsync(new { ok = false, error = "invalid_auth" });
        else await http.Response.WriteAsJsonAsync(new { ok = true, url = $"ws://{http.Request.Host}/socket/{Sockets.Next()}" });
    }

    async Task Respond(HttpContext http, string user)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        Responses.Enqueue((user, body.RootElement.GetProperty("text").GetString()!));
    }

    async Task Forward(HttpContext http, string method)
    {
        var form = await http.Request.ReadFormAsync();
        var fields = form.ToDictionary(f => f.Key, f => f.Value.ToString());
        var fault = Faults(method);
        var call = new SlackCall(method, fields, fault, DateTimeOffset.UtcNow);
        Calls.Enqueue(call);
        if (await Breaks(http, fault)) return;
        if (http.Request.Headers.Authorization == $"Bearer {Refused}")
        {
            await http.Response.WriteAsJsonAsync(new { ok = false, error = "token_revoked" });
            return;
        }
        if (Answers(call) is { } own)
        {
            await http.Response.WriteAsJsonAsync(own);
            return;
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/{method}") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.TryAddWithoutValidation("Authorization", (string?)http.Request.Headers.Authorization);
        using var response = await behind.SendAsync(request);
        if (fault == Fault.DroppedAfterwards)
        {
            http.Abort(); // applied, and nobody hears of it
            return;
        }
        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync((await response.Content.ReadAsStringAsync()).Replace($"{behind.BaseAddress}upload/", $"{Url}upload/", StringComparison.Ordinal));
    }

    /// <summary>The second step of a file; among the calls it is <c>upload</c>.</summary>
    async Task Upload(HttpContext http, string path)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        var fault = Faults("upload");
        Calls.Enqueue(new SlackCall("upload", new Dictionary<string, string> { ["length"] = $"{bytes.Length}", ["authorization"] = http.Request.Headers.Authorization.ToString() }, fault, DateTimeOffset.UtcNow));
        if (await Breaks(http, fault)) return;

        using var response = await behind.PostAsync($"upload/{path}", new ByteArrayContent(bytes.ToArray()));
        if (fault == Fault.DroppedAfterwards) http.Abort();
        else http.Response.StatusCode = (int)response.StatusCode;
    }

    /// <summary>True: it was not applied, and has its answer or none.</summary>
    static async Task<bool> Breaks(HttpContext http, Fault fault)
    {
        switch (fault)
        {
            case Fault.Busy:
                http.Response.Headers.RetryAfter = "1";
                http.Response.StatusCode = 429;
                await http.Response.WriteAsJsonAsync(new { ok = false, error = "ratelimited" });
                return true;
            case Fault.Broken:
                http.Response.StatusCode = 503;
                return true;
            case Fault.TooLarge:
                http.Response.StatusCode = 413;
                return true;
            case Fault.Dropped:
                http.Abort();
                return true;
            case Fault.Slow:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            default:
                return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sockets.DisposeAsync();
        await front.DisposeAsync();
        behind.Dispose();
        await emulator.DisposeAsync();
    }
}

sealed record SlackCall(string Method, IReadOnlyDictionary<string, string> Fields, Fault Fault, DateTimeOffset At)
{
    public string? Field(string name) => Fields.GetValueOrDefault(name);
}

/// <summary>A message as the Web API gives it back.</summary>
sealed class SlackMessage(JsonElement json)
{
    public string Ts => json.GetProperty("ts").GetString()!;
    public string Text => json.GetProperty("text").GetString() ?? "";
    public JsonElement Json => json;
    public string? Key => json.TryGetProperty("metadata", out var metadata) ? metadata.GetProperty("event_payload").GetProperty("key").GetString() : null;

    /// <summary>Everything that is written in it.</summary>
    public string Whole => json.TryGetProperty("blocks", out var blocks) ? $"{Text}\n{blocks.GetRawText()}" : Text;

    public IReadOnlyList<JsonElement> Files => json.TryGetProperty("files", out var files) ? [.. files.EnumerateArray()] : [];

    /// <summary>Its buttons, by the word on them.</summary>
    public IReadOnlyDictionary<string, JsonElement> Buttons => json.TryGetProperty("blocks", out var blocks) ? Find(blocks).DistinctBy(b => b.Label).ToDictionary(b => b.Label, b => b.Button) : new Dictionary<string, JsonElement>();

    static IEnumerable<(string Label, JsonElement Button)> Find(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Find),
        JsonValueKind.Object when json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "button" && json.TryGetProperty("value", out _) =>
            [(json.GetProperty("text").GetProperty("text").GetString()!, json)],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Find(p.Value)),
        _ => [],
    };
}
