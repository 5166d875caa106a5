using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Adapters.Chat.Webhook;

/// <summary>
/// A robot of a DingTalk group: Markdown, signed by time and secret in the address, and an error code in an answer of status 200.
/// See open.dingtalk.com, "custom robot access" and "robot security settings".
/// </summary>
static class DingTalk
{
    const int LongestText = 5000, LongestTitle = 100; // characters, of the 20000 bytes that a message may have
    static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    public static HttpRequestMessage Request(Uri address, WebhookMessage message, string? secret, DateTimeOffset at)
    {
        var body = Json.Utf8(new { Msgtype = "markdown", Markdown = new { Title = Cut(message.Title, LongestTitle), Text = Text(message) } });
        var request = new HttpRequestMessage(HttpMethod.Post, secret is null ? address : Signed(address, secret, at)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return request;
    }

    /// <summary>Milliseconds of the Unix epoch, a line feed and the secret, signed with the secret, in base64.</summary>
    public static string Sign(string timestamp, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));

    public static void Judge(string name, string answer)
    {
        switch (Code(answer))
        {
            case 0: return;
            case 130101 or 410100: throw new ChatBusy(Wait); // more than 20 in a minute
            case -1 or null: throw new HttpRequestException(Texts.Webhooks.Answered(name, "errcode -1")); // busy itself, or something before it has answered
            case { } code: throw new ChatRefused($"dingtalk_{code}", Texts.Webhooks.Refused(name)); // 310000 for a wrong signature, keyword or address
        }
    }

    static Uri Signed(Uri address, string secret, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = $"timestamp={timestamp}&sign={Uri.EscapeDataString(Sign(timestamp, secret))}";
        return new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{signature}" : signature }.Uri;
    }

    static string Text(WebhookMessage message)
    {
        var text = $"#### {Plain(Cut(message.Title, LongestTitle))}\n\n{Plain(Cut(message.Text, LongestText)).ReplaceLineEndings("\n\n")}";
        return message is { Url: { } url, Release: { } release } ? $"{text}\n\n[{Texts.Webhooks.OpenRelease(release)}]({url})" : text;
    }

    /// <summary>What came from a log may not become a link or a picture; DingTalk knows no escape.</summary>
    static string Plain(string text) => text.Replace('[', '［').Replace(']', '］').Replace('<', '＜');

    static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";

    static int? Code(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
