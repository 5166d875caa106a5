using System.Text;
using System.Text.Unicode;

namespace BotOps.Core.Logs;

/// <summary>
/// How a line of a log is read, whoever wrote it: UTF-8; one that is not as GB18030; one that is neither as UTF-8 with what can be
/// read. Each line is judged by itself: programs of one log need not agree. A character that was cut at its end is left away.
/// </summary>
public static class LineEncoding
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)!;

    public static string Decode(ReadOnlySpan<byte> line)
    {
        if (Utf8.IsValid(line)) return Encoding.UTF8.GetString(line);
        if (CutUtf8(line) is { } end) return Encoding.UTF8.GetString(line[..end]);
        try
        {
            return Gb18030.GetString(line[..WholeGb18030(line)]);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.UTF8.GetString(line);
        }
    }

    /// <summary>How much of the beginning of a long line can be decoded without cutting a character in two.</summary>
    public static int Whole(ReadOnlySpan<byte> part)
    {
        var end = WholeUtf8(part);
        return Utf8.IsValid(part[..end]) ? end : WholeGb18030(part);
    }

    /// <summary>Where a text ends that is UTF-8 but for its last character; null: it is not, or has no other to tell it by.</summary>
    static int? CutUtf8(ReadOnlySpan<byte> line)
    {
        var end = WholeUtf8(line);
        return end < line.Length && line[..end].ContainsAnyExceptInRange((byte)0, (byte)0x7f) && Utf8.IsValid(line[..end]) ? end : null;
    }

    static int WholeUtf8(ReadOnlySpan<byte> part)
    {
        var end = part.Length;
        while (end > 0 && part.Length - end < 4 && (part[end - 1] & 0xC0) == 0x80) end--;
        return end > 0 && part[end - 1] >= 0xC0 ? end - 1 : end;
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
