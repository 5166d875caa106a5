using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotOps.IntegrationTests.Slack;

/// <summary>A person at Slack: what they type, press and fill in reaches BotOps as Slack would send it, signed over HTTP or in an envelope.</summary>
sealed class SlackUser(SlackTown town, Uri? botops, string id)
{
    static readonly HttpClient Http = new();
    static int pressed;

    public string Id => id;

    /// <summary>Returns the line that Slack shows at once.</summary>
    public async Task<string> Type(string channel, string command, string text)
    {
        var fields = new Dictionary<string, string>
        {
            ["team_id"] = SlackTown.Team, ["channel_id"] = channel, ["user_id"] = id, ["command"] = command, ["text"] = text,
            ["trigger_id"] = await Trigger(), ["response_url"] = $"{town.Url}response/{id}",
        };
        if (botops is null) return Said(await town.Sockets.Deliver("slash_commands", new JsonObject(fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value)))));

        var answer = await Post("/slack/commands", Form(fields));
        return answer.Length == 0 ? "" : JsonDocument.Parse(answer).RootElement.GetProperty("text").GetString()!;
    }

    public Task Mention(string channel, string text, string? thread = null) => Event(new JsonObject
    {
        ["type"] = "app_mention", ["user"] = id, ["channel"] = channel, ["text"] = $"<@U0BOT> {text}", ["ts"] = "1.1", ["thread_ts"] = thread,
    }, $"Ev{Guid.NewGuid():N}");

    public async Task Event(JsonObject happened, string eventId)
    {
        var payload = new JsonObject
        {
            ["type"] = "event_callback", ["team_id"] = SlackTown.Team, ["event_id"] = eventId, ["event"] = happened,
            ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = SlackTown.Team, ["user_id"] = "U0BOT", ["is_bot"] = true }),
        };
        if (botops is null) await town.Sockets.Deliver("events_api", payload);
        else await Post("/slack/events", payload.ToJsonString(), "application/json");
    }

    /// <summary>Presses the button with that word on it.</summary>
    public async Task Press(string channel, SlackMessage message, string label, string? trigger = null)
    {
        var button = message.Buttons[label];
        await Interact(new JsonObject
        {
            ["type"] = "block_actions", ["trigger_id"] = trigger ?? await Trigger(), ["channel"] = new JsonObject { ["id"] = channel },
            ["message"] = JsonNode.Parse(message.Json.GetRawText()), ["response_url"] = $"{town.Url}response/{id}",
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "button", ["action_id"] = button.GetProperty("action_id").GetString(), ["value"] = button.GetProperty("value").GetString(),
                ["action_ts"] = $"{Interlocked.Increment(ref pressed)}",
            }),
        });
    }

    /// <summary>Sends a window; returns what Slack is told, such as errors at its fields.</summary>
    public async Task<JsonElement?> Submit(JsonElement view, params (string Field, string Value)[] filled)
    {
        var values = new JsonObject(filled.Select(f => KeyValuePair.Create(f.Field, (JsonNode?)new JsonObject
        {
            [f.Field] = new JsonObject { ["type"] = "plain_text_input", ["value"] = f.Value },
        })));
        var answer = await Interact(new JsonObject
        {
            ["type"] = "view_submission", ["trigger_id"] = await Trigger(),
            ["view"] = new JsonObject
            {
                ["id"] = $"V{Guid.NewGuid():N}", ["callback_id"] = view.GetProperty("callback_id").GetString(), ["private_metadata"] = view.GetProperty("private_metadata").GetString(),
                ["blocks"] = JsonNode.Parse(view.GetProperty("blocks").GetRawText()), ["state"] = new JsonObject { ["values"] = values },
            },
        });
        return answer.Length > 0 ? JsonDocument.Parse(answer).RootElement : null;
    }

    public async Task<JsonElement> Suggestions(JsonElement view, string field, string typed, params (string Field, string Value)[] filled) =>
        JsonDocument.Parse(await Interact(new JsonObject
        {
            ["type"] = "block_suggestion", ["block_id"] = field, ["action_id"] = field, ["value"] = typed,
            ["view"] = new JsonObject
            {
                ["private_metadata"] = view.GetProperty("private_metadata").GetString(),
                ["state"] = new JsonObject
                {
                    ["values"] = new JsonObject(filled.Select(f => KeyValuePair.Create(f.Field, (JsonNode?)new JsonObject
                    {
                        [f.Field] = new JsonObject { ["type"] = "static_select", ["selected_option"] = new JsonObject { ["value"] = f.Value } },
                    }))),
                },
            },
        })).RootElement.GetProperty("options");

    async Task<string> Interact(JsonObject payload)
    {
        payload["user"] = new JsonObject { ["id"] = id, ["team_id"] = SlackTown.Team };
        payload["team"] = new JsonObject { ["id"] = SlackTown.Team };
        if (botops is null)
        {
            var ack = await town.Sockets.Deliver("interactive", payload);
            return ack.TryGetProperty("payload", out var body) ? body.GetRawText() : "";
        }
        return await Post("/slack/interactivity", Form(new() { ["payload"] = payload.ToJsonString() }));
    }

    async Task<string> Post(string path, string body, string type = "application/x-www-form-urlencoded")
    {
        using var response = await Http.SendAsync(Signed(new Uri(botops!, path), body, type, DateTimeOffset.UtcNow, SlackTown.Secret));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    internal static string Form(Dictionary<string, string> fields) => string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));

    /// <summary>Written apart from BotOps' own check, and itself checked against Bolt.</summary>
    internal static HttpRequestMessage Signed(Uri url, string body, string type, DateTimeOffset at, string secret)
    {
        var timestamp = $"{at.ToUnixTimeSeconds()}";
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"))).ToLowerInvariant();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", $"v0={signature}");
        return request;
    }

    async Task<string> Trigger() => (await town.Ask("views.generateTriggerId", ("user", id))).GetProperty("trigger_id").GetString()!;

    static string Said(JsonElement ack) => ack.TryGetProperty("payload", out var payload) && payload.TryGetProperty("text", out var text) ? text.GetString()! : "";
}
