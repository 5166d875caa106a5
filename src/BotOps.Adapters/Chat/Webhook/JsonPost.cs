using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Persistence;

namespace BotOps.Adapters.Chat.Webhook;

/// <summary>
/// A message as one JSON object. With a secret it is signed: <c>X-BotOps-Signature: sha256=</c> and the HMAC-SHA256, in hexadecimal, of
/// <c>X-BotOps-Timestamp</c> (seconds of the Unix epoch), a full stop, and the body's bytes.
/// </summary>
static class JsonPost
{
    public static HttpRequestMessage Request(Uri address, WebhookMessage message, string? secret, DateTimeOffset at)
    {
        var body = Json.Utf8(message);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        if (secret is null) return request;

        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-BotOps-Timestamp", timestamp);
        request.Headers.Add("X-BotOps-Signature", $"sha256={Sign(timestamp, body, secret)}");
        return request;
    }

    public static string Sign(string timestamp, byte[] body, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body]));
}
