using System.Text.RegularExpressions;

namespace BotOps.Core.Logs;

/// <summary>What programs write for a terminal, made safe for a page, a card and a terminal.</summary>
public static partial class Ansi
{
    /// <summary>Without colours and every other escape sequence.</summary>
    public static string Strip(string text) => text.Contains('\x1b') ? Sequence().Replace(text, "") : text;

    /// <summary>
    /// Keeps colours; takes away every other escape sequence (ECMA-48), control characters but tab, characters that turn the
    /// direction of text around, and line separators.
    /// </summary>
    public static string Clean(string text) =>
        Unwanted().Replace(Sequence().Replace(text, sequence => Colour().IsMatch(sequence.ValueSpan) ? sequence.Value : ""), "");

    /// <summary>Control sequences; strings up to their terminator (titles, links); character sets; single functions.</summary>
    [GeneratedRegex(@"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ\\`-~]")]
    private static partial Regex Sequence();

    [GeneratedRegex(@"^\x1b\[[0-9;:]*m$")]
    private static partial Regex Colour();

    /// <summary>An escape stays only as the beginning of a colour.</summary>
    [GeneratedRegex(@"[\x00-\x08\x0a-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\x1b(?!\[[0-9;:]*m)")]
    private static partial Regex Unwanted();
}
