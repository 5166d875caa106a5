using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// Calls methods of Slack's Web API (docs.slack.dev/reference/methods). A call is made once; whether it may be made again is for the
/// caller to know.
/// </summary>
sealed class SlackApi(SlackOptions options, SlackTokens tokens, SlackHttp http)
{
    /// <summary>Bytes a second; a line that is slower is taken for a broken one.</summary>
    const double SlowestUpload = 256 << 10;

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
        using var response = await http.Send("response_url", request, options.Limit, stopping);
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
        using var response = await http.Send("upload_url", request, options.Limit + TimeSpan.FromSeconds(bytes.Length / SlowestUpload), stopping);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge) throw new SlackError("upload_url", "file_too_large");
        if (!response.IsSuccessStatusCode) throw new HttpRequestException(Texts.Slack.Answered("upload_url", $"HTTP {(int)response.StatusCode}"), null, response.StatusCode);
    }

    async Task<JsonElement> Call(string tokenReference, string method, IEnumerable<(string Name, object? Value)> fields, CancellationToken stopping)
    {
        List<(string Name, object? Value)> form = [.. fields];
        while (true)
        {
            var token = await tokens.Get(tokenReference, stopping);
            using var response = await http.Call(method, form, token, stopping);
            if (tokenReference == options.BotToken && response.Headers.TryGetValues("x-oauth-scopes", out var scopes))
                Granted = [.. scopes.SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
            try
            {
                return await SlackHttp.Read(method, response, stopping);
            }
            catch (SlackError error) when (error.OfToken)
            {
                if (!await tokens.Changed(tokenReference, token, error.Code, stopping)) throw;
            }
        }
    }
}
