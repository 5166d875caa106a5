using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// Slack's request signature, version 0: HMAC-SHA256 of <c>v0:timestamp:body</c> under the signing secret, over the bytes as they came
/// (docs.slack.dev/authentication/verifying-requests-from-slack).
/// </summary>
static class Signature
{
    /// <summary>Older requests, and those from the future, are refused.</summary>
    const long Window = 300; // seconds

    const int Length = 3 + 2 * HMACSHA256.HashSizeInBytes;

    public static bool IsValid(ReadOnlySpan<byte> body, string? timestamp, string? signature, ReadOnlySpan<byte> secret, DateTimeOffset now)
    {
        if (signature is not { Length: Length } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - at) > Window) return false;

        Span<byte> given = stackalloc byte[Length];
        return Encoding.ASCII.TryGetBytes(signature, given, out _) && CryptographicOperations.FixedTimeEquals(given, Of(body, timestamp, secret, stackalloc byte[Length]));
    }

    public static string Of(ReadOnlySpan<byte> body, string timestamp, ReadOnlySpan<byte> secret) => Encoding.ASCII.GetString(Of(body, timestamp, secret, stackalloc byte[Length]));

    static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body, string timestamp, ReadOnlySpan<byte> secret, Span<byte> text)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> head = stackalloc byte[64];
        hmac.AppendData(head[..Encoding.UTF8.GetBytes($"v0:{timestamp}:", head)]);
        hmac.AppendData(body);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(hash);
        "v0="u8.CopyTo(text);
        Convert.TryToHexStringLower(hash, text[3..], out _);
        return text;
    }
}
