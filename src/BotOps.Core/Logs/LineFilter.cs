using System.Buffers;
using System.Text.Unicode;
using BotOps.Core.Secrets;

namespace BotOps.Core.Logs;

/// <summary>What every line passes: nothing that a terminal or page would obey, and no secret.</summary>
sealed class LineFilter(SecretMask mask)
{
    /// <summary>Control characters, and first bytes of what <see cref="Ansi.Clean"/> takes away: a line without them needs no look.</summary>
    static readonly SearchValues<byte> Suspicious =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(b => b != '\t').Select(b => (byte)b), 0x7f, 0xc2, 0xd8, 0xe2]);

    public SecretMask Mask => mask;

    /// <summary>True: the line may be stored as it is.</summary>
    public bool Passes(ReadOnlySpan<byte> line) => line.IndexOfAny(Suspicious) < 0 && Utf8.IsValid(line) && !mask.Finds(line);

    /// <summary>One line. Colours inside a secret would hide it: such a line loses them.</summary>
    public string Apply(string line)
    {
        var masked = mask.Mask(Ansi.Clean(line));
        var plain = Ansi.Strip(masked);
        return mask.Finds(plain) ? mask.Mask(plain) : masked;
    }
}
