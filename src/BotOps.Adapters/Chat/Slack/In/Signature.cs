using System.Buffers;
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

    static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body, string timestamp, ReadOnlySpan<byte> secret, Span<byte> text)
    {
        var signed = ArrayPool<byte>.Shared.Rent(4 + Encoding.UTF8.GetMaxByteCount(timestamp.Length) + body.Length);
        "v0:"u8.CopyTo(signed);
        var head = 3 + Encoding.UTF8.GetBytes(timestamp, signed.AsSpan(3));
        signed[head++] = (byte)':';
        body.CopyTo(signed.AsSpan(head));
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, signed.AsSpan(0, head + body.Length), hash);
        ArrayPool<byte>.Shared.Return(signed);
        "v0="u8.CopyTo(text);
        Convert.TryToHexStringLower(hash, text[3..], out _);
        return text;
    }
}
