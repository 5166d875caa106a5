using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>One request to Slack within its limit, and what became of it.</summary>
sealed class SlackHttp(SlackOptions options, HttpClient http, TimeProvider clock)
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    /// <summary>Calls a method of the Web API: form fields in, nested ones as JSON text.</summary>
    /// <param name="token">Null: the fields say who calls.</param>
    public async Task<HttpResponseMessage> Call(string method, IEnumerable<(string Name, object? Value)> fields, string? token, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, method))
        {
            Content = new FormUrlEncodedContent(fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, Text(f.Value!)))),
        };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Send(method, request, options.Limit, stopping);
    }

    public async Task<HttpResponseMessage> Send(string method, HttpRequestMessage request, TimeSpan limit, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await http.SendAsync(request, ending.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException(Texts.Slack.Slow(method, limit));
        }
    }

    /// <summary>Throws as <see cref="SlackApi.Bot"/> says.</summary>
    public static async Task<JsonElement> Read(string method, HttpResponseMessage response, CancellationToken stopping)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests) throw new ChatBusy(response.Headers.RetryAfter?.Delta ?? UsualWait);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException(Texts.Slack.Answered(method, $"HTTP {(int)response.StatusCode}"), null, response.StatusCode);

        var answer = Parse(await response.Content.ReadAsByteArrayAsync(stopping)) ?? throw new HttpRequestException(Texts.Slack.Answered(method, "no JSON"));
        if (answer.Flag("ok")) return answer;

        var code = answer.Text("error") ?? "unknown_error";
        if (code is "ratelimited" or "rate_limited") throw new ChatBusy(response.Headers.RetryAfter?.Delta ?? UsualWait);
        if (SlackError.IsPassing(code)) throw new HttpRequestException(Texts.Slack.Answered(method, code));
        throw new SlackError(method, code, answer.Text("needed") ?? answer.At("response_metadata", "messages")?.Items().FirstOrDefault().GetString());
    }

    static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        JsonNode json => json.ToJsonString(Plain),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A field of type {value.GetType().Name}."),
    };
}
