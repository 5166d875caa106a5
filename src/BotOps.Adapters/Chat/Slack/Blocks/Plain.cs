using System.Globalization;
using System.Text;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>Text from people as it may be shown: nothing invisible, no line of its own, no longer than it may be.</summary>
static class Plain
{
    public static string Of(string text, int most) => Cut(Clean(text).Trim(), most);

    /// <summary>
    /// Without control, zero-width and direction characters; white space of any kind becomes a blank. A joiner stays within an emoji.
    /// </summary>
    /// <param name="lines">Line feeds stay.</param>
    public static string Clean(string text, bool lines = false)
    {
        var clean = new StringBuilder(text.Length);
        var before = default(Rune);
        foreach (var rune in text.EnumerateRunes()) // half of a pair becomes U+FFFD
        {
            if (rune.Value == '\n' && lines) clean.Append('\n');
            else if (rune.Value is '\n' or '\t' or 0x2028 or 0x2029) clean.Append(' ');
            else if (Seen(rune, before)) clean.Append(rune);
            before = rune;
        }
        return clean.ToString();
    }

    /// <summary>Whole text elements as far as they fit, then "…".</summary>
    /// <param name="escape">How an element is written; what is written counts.</param>
    public static string Cut(string text, int most, Func<string, string>? escape = null)
    {
        escape ??= same => same;
        if (text.Length <= most && escape(text) is { } whole && whole.Length <= most) return whole;

        var cut = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var element = escape(text.Substring(at, length));
            if (cut.Length + element.Length >= most) break;
            cut.Append(element);
            at += length;
        }
        return cut.Append('…').ToString();
    }

    static bool Seen(Rune rune, Rune before) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => false,
        UnicodeCategory.Format => rune.Value == 0x200D && (before.Value == 0xFE0F || Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol),
        _ => true,
    };
}
