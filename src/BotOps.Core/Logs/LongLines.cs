using System.Text;
using System.Text.Unicode;

namespace BotOps.Core.Logs;

/// <summary>Lines are at most 16 KiB of UTF-8; what is longer goes on in the next, which begins with a mark.</summary>
static class LongLines
{
    public const int Longest = 16 * 1024;

    /// <summary>Begins a line that goes on with the one before.</summary>
    public static ReadOnlySpan<byte> Mark => "↪ "u8;

    /// <summary>How many characters of the text fit one line; never half a character.</summary>
    public static int Fitting(ReadOnlySpan<char> text)
    {
        Span<byte> line = stackalloc byte[Longest - Mark.Length];
        Utf8.FromUtf16(text, line, out var characters, out _);
        return characters;
    }

    /// <param name="goesOn">The text goes on with a line that was handed out before.</param>
    public static IEnumerable<byte[]> Split(string text, bool goesOn = false)
    {
        for (var from = 0; from < text.Length || from == 0; goesOn = true)
        {
            var length = Fitting(text.AsSpan(from));
            yield return goesOn ? [.. Mark, .. Encoding.UTF8.GetBytes(text, from, length)] : Encoding.UTF8.GetBytes(text, from, length);
            if (text.Length == 0) break;
            from += length;
        }
    }
}
