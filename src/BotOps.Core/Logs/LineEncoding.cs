using System.Text;
using System.Text.Unicode;

namespace BotOps.Core.Logs;

/// <summary>UTF-8; a line that is not is read as GB18030; one that is neither as UTF-8 with what can be read.</summary>
static class LineEncoding
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)!;

    public static string Decode(ReadOnlySpan<byte> line)
    {
        if (Utf8.IsValid(line)) return Encoding.UTF8.GetString(line);
        try
        {
            return Gb18030.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.UTF8.GetString(line);
        }
    }

    /// <summary>How much of the beginning of a long line can be decoded without cutting a character in two.</summary>
    public static int Whole(ReadOnlySpan<byte> part)
    {
        var end = part.Length;
        while (end > 0 && part.Length - end < 4 && (part[end - 1] & 0xC0) == 0x80) end--;
        if (end > 0 && part[end - 1] >= 0xC0) end--;
        return Utf8.IsValid(part[..end]) ? end : WholeGb18030(part);
    }

    static int WholeGb18030(ReadOnlySpan<byte> part)
    {
        for (var at = 0; ;)
        {
            var length = part[at] < 0x81 ? 1 : at + 1 < part.Length && part[at + 1] is >= 0x30 and <= 0x39 ? 4 : 2;
            if (at + length >= part.Length) return at + length == part.Length ? part.Length : at;
            at += length;
        }
    }
}
