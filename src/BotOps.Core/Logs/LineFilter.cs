using System.Buffers;
using System.Text;
using System.Text.Unicode;
using BotOps.Core.Secrets;

namespace BotOps.Core.Logs;

/// <summary>What every line passes: nothing that a terminal or page would obey but colours, and no secret.</summary>
sealed class LineFilter(SecretMask mask)
{
    const byte Escape = 0x1b;

    /// <summary>Control characters, and first bytes of what <see cref="Ansi.Clean"/> takes away: a line without them needs no look.</summary>
    static readonly SearchValues<byte> Suspicious =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(b => b != '\t').Select(b => (byte)b), 0x7f, 0xc2, 0xd8, 0xe2]);

    static readonly SearchValues<byte> Parameters = SearchValues.Create("0123456789;:"u8);

    public SecretMask Mask => mask;

    /// <summary>True: the line may be stored as it is.</summary>
    public bool Passes(ReadOnlySpan<byte> line)
    {
        if (!Utf8.IsValid(line)) return false;

        var coloured = false;
        for (var rest = line; rest.IndexOfAny(Suspicious) is >= 0 and var at;)
        {
            if (Harmless(rest[at..]) is not (> 0 and var length)) return false;
            coloured |= rest[at] == Escape;
            rest = rest[(at + length)..];
        }
        return mask.Longest == 0 || !mask.Finds(line) && !(coloured && mask.Finds(Ansi.Strip(Encoding.UTF8.GetString(line))));
    }

    /// <summary>One line. Colours inside a secret would hide it: such a line loses them.</summary>
    public string Apply(string line)
    {
        var masked = mask.Mask(Ansi.Clean(line));
        var plain = Ansi.Strip(masked);
        return mask.Finds(plain) ? mask.Mask(plain) : masked;
    }

    /// <summary>Length of a colour, or of a character that only begins like an unwanted one; 0: it has to go.</summary>
    static int Harmless(ReadOnlySpan<byte> text) => text[0] switch
    {
        Escape when text.Length > 2 && text[1] == '[' => text[2..].IndexOfAnyExcept(Parameters) is >= 0 and var end && text[end + 2] == 'm' ? end + 3 : 0,
        0xc2 => text[1] >= 0xa0 ? 2 : 0, // U+0080 to U+009F
        0xd8 => text[1] != 0x9c ? 2 : 0, // U+061C
        0xe2 when text[1] == 0x80 => text[2] is 0x8e or 0x8f or (>= 0xa8 and <= 0xae) ? 0 : 3, // U+200E, U+200F, U+2028 to U+202E
        0xe2 when text[1] == 0x81 => text[2] is >= 0xa6 and <= 0xa9 ? 0 : 3, // U+2066 to U+2069
        0xe2 => 3,
        _ => 0,
    };
}
