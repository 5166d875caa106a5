using System.Buffers;

namespace BotOps.Core.Sources;

/// <summary>What a person may type as a branch, tag or commit: git's own rules (git-check-ref-format(1)), and never an option.</summary>
public static class RefName
{
    const int Longest = 255;
    static readonly SearchValues<char> Forbidden = SearchValues.Create("\\:~^?*[");
    static readonly string[] ForbiddenParts = ["..", "@{", "//", "/.", "./"];

    /// <exception cref="UserError">It can be no branch, tag or commit; says why.</exception>
    public static void Check(string typed)
    {
        if (Fault(typed) is { } fault) throw new UserError(Texts.RefRefused(Shown(typed), fault), atFault: Shown(typed));
    }

    /// <summary>Short enough for a message, and on one line.</summary>
    public static string Shown(string typed)
    {
        var text = new string(typed.Take(61).Select(c => Invisible(c) ? '?' : c).ToArray());
        return text.Length > 60 ? text[..60].TrimEnd((char)0xFFFD) + "…" : text;
    }

    static string? Fault(string typed) => typed switch
    {
        "" => Texts.RefEmpty,
        { Length: > Longest } => Texts.RefTooLong(Longest),
        ['-', ..] => Texts.RefOption,
        "@" or ['/' or '.', ..] or [.., '/' or '.'] => Texts.RefEnds,
        _ when typed.Any(char.IsWhiteSpace) => Texts.RefSpace,
        _ when typed.Any(Invisible) || !WellFormed(typed) => Texts.RefInvisible,
        _ when typed.AsSpan().IndexOfAny(Forbidden) is >= 0 and var at => Texts.RefCannotHold(typed[at].ToString()),
        _ when ForbiddenParts.FirstOrDefault(p => typed.Contains(p, StringComparison.Ordinal)) is { } part => Texts.RefCannotHold(part),
        _ when typed.Split('/').Any(p => p.EndsWith(".lock", StringComparison.Ordinal)) => Texts.RefCannotHold(".lock"),
        _ => null
    };

    // Marks that turn the direction of text could make a name read as another one on the card.
    static bool Invisible(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFEFF';

    static bool WellFormed(string typed)
    {
        for (var i = 0; i < typed.Length; i++)
            if (char.IsSurrogate(typed[i]) && !(i + 1 < typed.Length && char.IsSurrogatePair(typed[i], typed[++i]))) return false;
        return true;
    }
}
