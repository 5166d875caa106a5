using System.Text;

namespace BotOps.Core.Secrets;

/// <summary>Text with its URL encoding undone, and where each character of it stands in the original.</summary>
sealed class PercentView
{
    readonly StringBuilder decoded = new();
    readonly List<int> origins = [];

    PercentView(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (Byte(text, at) is null)
            {
                Add(text[at], at++);
                continue;
            }
            Span<byte> bytes = [Byte(text, at) ?? 0, Byte(text, at + 3) ?? 0, Byte(text, at + 6) ?? 0, Byte(text, at + 9) ?? 0];
            Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            foreach (var character in rune.ToString()) Add(character, at);
            at += 3 * used;
        }
        origins.Add(text.Length);
    }

    public string Text => decoded.ToString();

    /// <summary>Null where nothing is URL-encoded.</summary>
    public static PercentView? Of(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0 && at < text.Length;)
        {
            if (Byte(text, at) is not null) return new PercentView(text);
            var next = text[(at + 1)..].IndexOf('%');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return null;
    }

    public (int Start, int End) Original((int Start, int End) place) => (origins[place.Start], origins[place.End]);

    void Add(char character, int origin)
    {
        decoded.Append(character);
        origins.Add(origin);
    }

    static byte? Byte(ReadOnlySpan<char> text, int at) =>
        at + 2 < text.Length && text[at] == '%' && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2])
            ? (byte)(HexDigit(text[at + 1]) * 16 + HexDigit(text[at + 2]))
            : null;

    static int HexDigit(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
