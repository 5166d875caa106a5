using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// Calls methods of Slack's Web API (docs.slack.dev/reference/methods): form fields in, nested ones as JSON text. A call is made
/// once; whether it may be made again is for the caller to know.
/// </summary>
sealed class SlackApi(SlackOptions options, SlackTokens tokens, HttpClient http, TimeProvider clock)
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Bytes a second; a line that is slower is taken for a broken one.</summary>
    const double SlowestUpload = 256 << 10;
    static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);

    /// <summary>The scopes of the bot's token, as Slack told them last; null: it has not.</summary>
    public IReadOnlyList<string>? Granted { get; private set; }

    /// <summary>As the bot.</summary>
    /// <exception cref="SlackError">Slack refused it.</exception>
    /// <exception cref="ChatBusy">429, or the code <c>ratelimited</c>.</exception>
    /// <exception cref="HttpRequestException">No answer, or 5xx: what became of the call is not known.</exception>
    /// <exception cref="TimeoutException">The same.</exception>
    public Task<JsonElement> Bot(string method, IEnumerable<(string Name, object? Value)> fields, CancellationToken stopping) => Call(options.BotToken, method, fields, stopping);

    /// <summary>As the app: only <c>apps.connections.open</c>.</summary>
    public Task<JsonElement> App(string method, CancellationToken stopping) => Call(options.AppToken!, method, [], stopping);

    /// <summary>Posts to a <c>response_url</c>: an answer that the person alone sees, without a token, at most five in half an hour.</summary>
    public async Task Respond(Uri url, string text, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(new JsonObject { ["response_type"] = "ephemeral", ["replace_original"] = false, ["text"] = text }.ToJsonString(), MediaTypeHeaderValue.Parse("application/json")),
        };
        using var response = await Send("response_url", request, options.Limit, stopping);
        if (!response.IsSuccessStatusCode) throw new SlackError("response_url", $"http_{(int)response.StatusCode}");
    }

    /// <summary>Posts a file's bytes to the address that Slack named for it; whoever knows that needs no token, so none is shown there.</summary>
    /// <exception cref="SlackError">The file is too large.</exception>
    /// <exception cref="HttpRequestException">Any other answer: another address may be asked for.</exception>
    public async Task Upload(string? address, Stream bytes, CancellationToken stopping)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps && url.Scheme != options.Api.Scheme)
            throw new HttpRequestException(Texts.Slack.Answered("files.getUploadURLExternal", "no address"));

        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StreamContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentLength = bytes.Length } },
        };
        using var response = await Send("upload_url", request, options.Limit + TimeSpan.FromSeconds(bytes.Length / SlowestUpload), stopping);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge) throw new SlackError("upload_url", "file_too_large");
        if (!response.IsSuccessStatusCode) throw new HttpRequestException(Texts.Slack.Answered("upload_url", $"HTTP {(int)response.StatusCode}"), null, response.StatusCode);
    }

    async Task<JsonElement> Call(string tokenReference, string method, IEnumerable<(string Name, object? Value)> fields, CancellationToken stopping)
    {
        var form = fields.Where(f => f.Value is not null).Select(f => KeyValuePair.Create(f.Name, Text(f.Value!))).ToList();
        while (true)
        {
            var token = await tokens.Get(tokenReference, stopping);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Api, method))
            {
                Content = new FormUrlEncodedContent(form), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
            using var response = await Send(method, request, options.Limit, stopping);
            if (tokenReference == options.BotToken && response.Headers.TryGetValues("x-oauth-scopes", out var scopes))
                Granted = [.. scopes.SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            try
            {
                return await Read(method, response, stopping);
            }
            catch (SlackError error) when (error.OfToken)
            {
                if (!await tokens.Changed(tokenReference, token, stopping)) throw;
            }
        }
    }

    async Task<HttpResponseMessage> Send(string method, HttpRequestMessage request, TimeSpan limit, CancellationToken stopping)
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

    static async Task<JsonElement> Read(string method, HttpResponseMessage response, CancellationToken stopping)
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
