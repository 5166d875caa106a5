using System.Globalization;
using System.Text;

namespace BotOps.Core.Chat.Commands;

/// <summary>Undoes what phones and input methods do to text: long dashes, curly quotes, full-width letters, marks that nobody sees.</summary>
static class Keyboards
{
    const string LongDashes = "\u2012\u2013\u2014\u2015\u2500\u2501\u2E3A\u2E3B\uFE58\uFE31\uFE32";
    const string ShortDashes = "-\u2010\u2011\u2212\uFE63\uFF0D";
    const string EmDashes = "\u2014\u2015\u2E3A\u2E3B";
    const string DoubleQuotes = "\"\u201C\u201D\u201E\u201F\u301D\u301E\u301F\uFF02";
    const string SingleQuotes = "'\u2018\u2019\u201A\u201B\uFF07";

    /// <summary>Only what can be seen: marks of direction, joiners and broken pairs are gone, everything blank is a space.</summary>
    public static string Visible(string text)
    {
        var seen = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) continue; // half of a pair
            if (rune.Utf16SequenceLength == 2) i++;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    seen.Append(' ');
                    break;
                case UnicodeCategory.Control:
                    if (rune.Value is '\t' or '\n' or '\r' or '\v' or '\f' or 0x85) seen.Append(' ');
                    break;
                case UnicodeCategory.Format:
                    break;
                default:
                    seen.Append(rune.ToString());
                    break;
            }
        }
        return seen.ToString();
    }

    public static bool Dash(char c) => LongDashes.Contains(c) || ShortDashes.Contains(c);

    /// <summary>What the keyboard made of <c>--</c>, where a word begins with it.</summary>
    public static bool LongDash(char c) => LongDashes.Contains(c);

    /// <summary>The quotes that may close what this one opened; empty: it is no quote.</summary>
    public static string Closing(char quote) => quote switch
    {
        _ when DoubleQuotes.Contains(quote) => DoubleQuotes,
        _ when SingleQuotes.Contains(quote) => SingleQuotes,
        '「' => "」",
        '『' => "』",
        _ => "",
    };

    /// <summary>Chinese keyboards have 、 where / is: at the beginning of a line that goes on with a letter it was meant.</summary>
    public static string WithSlash(string text)
    {
        var at = text.AsSpan().IndexOfAnyExcept(' ');
        return at >= 0 && text[at] == '、' && at + 1 < text.Length && char.IsAsciiLetter(Plain(text[at + 1])[0]) ? $"{text[..at]}/{text[(at + 1)..]}" : text;
    }

    /// <summary>A character of an unquoted word as a plain keyboard has it.</summary>
    public static string Plain(char c) => c switch
    {
        _ when EmDashes.Contains(c) => "--",
        _ when Dash(c) => "-",
        _ when DoubleQuotes.Contains(c) => "\"",
        _ when SingleQuotes.Contains(c) => "'",
        >= '\uFF01' and <= '\uFF5E' => ((char)(c - 0xFEE0)).ToString(),
        '、' => ",",
        '。' or '｡' => ".",
        _ => c.ToString(),
    };
}
