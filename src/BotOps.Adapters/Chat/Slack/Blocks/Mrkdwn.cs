using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>
/// Text in Slack's own markup. It can be made only here, so that what people wrote can never become a link, a ping or formatting:
/// &amp; &lt; &gt; are escaped (docs.slack.dev, formatting message text), and since Slack has no escape for the rest, marks that
/// would format become signs that look like them.
/// </summary>
readonly partial record struct Mrkdwn
{
    readonly string? text;

    Mrkdwn(string text) => this.text = text;

    public string Text => text ?? "";
    public bool IsEmpty => string.IsNullOrWhiteSpace(text);

    public static Mrkdwn Of(string plain, int most = Limits.Span, bool lines = false)
    {
        var quiet = Quiet(Clean(plain, lines));
        return new(RightToLeft().IsMatch(quiet) ? $"\u2068{Plain.Cut(quiet, most - 2, Escape)}\u2069" : Plain.Cut(quiet, most, Escape));
    }

    public static Mrkdwn Code(string plain, int most = Limits.Span) =>
        new(Around(Plain.Cut(Clean(plain).Replace('`', 'ˋ'), most - 2, Escape), '`'));

    /// <summary>Lines in the code face; whole lines as far as they fit.</summary>
    public static Mrkdwn CodeBlock(IEnumerable<string> lines, int most, int longestLine)
    {
        var block = new StringBuilder();
        foreach (var line in lines)
        {
            var drawn = Plain.Cut(Clean(line.Replace("\t", "    ", StringComparison.Ordinal)).Replace("```", "ˋˋˋ", StringComparison.Ordinal), longestLine, Escape);
            if (block.Length + drawn.Length > most - 10) break;
            block.Append(drawn).Append('\n');
        }
        return block.Length == 0 ? default : new($"```\n{block}```");
    }

    public static Mrkdwn Bold(Mrkdwn inner) => new(Around(inner.Text, '*'));

    /// <param name="url">Checked by <see cref="Look"/>; null, or too long for a text: the label alone.</param>
    public static Mrkdwn Link(Uri? url, Mrkdwn label)
    {
        var address = Escape(url?.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal) ?? "");
        return address.Length is 0 or > Limits.Link || label.IsEmpty ? label : new($"<{address}|{label.Text}>");
    }

    /// <param name="words">Of the house, around what is drawn already.</param>
    public static Mrkdwn In(Func<string, string> words, Mrkdwn part) => new(words(part.Text));

    public static Mrkdwn Person(string id) => new($"<@{id}>");

    /// <summary>As a link where it is the id of one.</summary>
    public static Mrkdwn Channel(string channel) => channel is ['C' or 'G', _, ..] && channel.All(char.IsAsciiLetterOrDigit) ? new($"<#{channel}>") : Of(channel);

    /// <summary>In the time zone of who looks.</summary>
    public static Mrkdwn Date(DateTimeOffset at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"<!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC>"));

    /// <summary>With a blank between where a mark would stand at a letter: there Slack draws the mark instead of the format.</summary>
    public static Mrkdwn operator +(Mrkdwn a, Mrkdwn b) => new(a.Text.Length > 0 && b.Text.Length > 0 && Touch(a.Text[^1], b.Text[0]) ? $"{a.Text} {b.Text}" : a.Text + b.Text);

    public static Mrkdwn Join(string between, params IEnumerable<Mrkdwn> parts) =>
        new(string.Join(between, parts.Where(p => !p.IsEmpty).Select(p => p.Text)));

    /// <summary>Whole parts as far as they fit, then "…".</summary>
    public static Mrkdwn Fit(string between, IEnumerable<Mrkdwn> parts, int most)
    {
        List<Mrkdwn> fit = [];
        var length = 2;
        foreach (var part in parts.Where(p => !p.IsEmpty))
        {
            length += part.Text.Length + between.Length;
            if (length > most) return Join(between, [.. fit, new("…")]);
            fit.Add(part);
        }
        return Join(between, fit);
    }

    static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>What Slack may take for a call of everyone is broken by a joiner that nobody sees.</summary>
    static string Clean(string text, bool lines = false) => Everyone().Replace(Plain.Clean(text, lines), "@\u2060");

    static string Quiet(string text) => Marks().Replace(text, mark => mark.Value switch
    {
        "*" => "∗",
        "_" => "ˍ",
        "~" => "∼",
        "`" => "ˋ",
        _ => "›", // would be a quotation
    });

    static string Around(string text, char mark)
    {
        var inner = text.Trim();
        return inner.Length == 0 ? text : text.Replace(inner, $"{mark}{inner}{mark}", StringComparison.Ordinal);
    }

    static bool Touch(char a, char b) => IsMark(a) && (IsMark(b) || char.IsLetterOrDigit(b)) || char.IsLetterOrDigit(a) && IsMark(b);

    static bool IsMark(char c) => c is '`' or '*';

    /// <summary>Within a word a mark means nothing, so names keep theirs.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`|^>", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex("@(?=here|channel|everyone|group)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Everyone();

    [GeneratedRegex(@"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE]")]
    private static partial Regex RightToLeft();
}
