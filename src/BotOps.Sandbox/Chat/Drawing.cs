using System.Text.RegularExpressions;
using BotOps.Core.Chat;

namespace BotOps.Sandbox.Chat;

/// <summary>Small decisions that the components share.</summary>
static partial class Drawing
{
    /// <summary>Hosts that a strip shows one by one; beyond, a bar a wave.</summary>
    public const int MostCells = 24;

    /// <summary>The symbol in icons.svg for a glyph of the house.</summary>
    public static string Symbol(string glyph) => glyph == "lock" ? "i-lock" : "s-" + glyph switch
    {
        "voided" => "void",
        "back" => "rollingback",
        "partial" => "leftout",
        "rolled-back" => "rolledback",
        "build-failed" => "failed",
        _ => glyph,
    };

    public static string Of(Tone tone) => tone.ToString().ToLowerInvariant();

    public static string CellClass(Cell state) => state == Cell.Skip ? "skip-host" : state.ToString().ToLowerInvariant();

    /// <summary>Only addresses of this server and of the web; anything else is drawn as plain text.</summary>
    public static string? SafeLink(string? link) => link switch
    {
        null or "" => null,
        ['/', not ('/' or '\\'), ..] or "/" => link,
        _ => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? link : null,
    };

    /// <summary>A text cut at the word at fault, which is drawn marked; the word alone if it does not occur.</summary>
    public static (string Before, string Fault, string After) CutAt(string text, string? atFault) =>
        !string.IsNullOrEmpty(atFault) && text.IndexOf(atFault, StringComparison.Ordinal) is >= 0 and var at
            ? (text[..at], atFault, text[(at + atFault.Length)..])
            : (text, "", "");

    /// <summary>The head of a card in groups: a commit stays with the branch before it.</summary>
    public static IReadOnlyList<IReadOnlyList<Span>> Groups(IReadOnlyList<Span> head)
    {
        var groups = new List<List<Span>>();
        foreach (var span in head)
            if (span.Code && groups.Count > 0) groups[^1].Add(span);
            else groups.Add([span]);
        return groups;
    }

    /// <summary>A command is shown as typed; everything else is talk.</summary>
    public static bool IsCommand(string text) => text.TrimStart() is ['/' or '／', ..] or ['、', (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'), ..] || Mention().IsMatch(text);

    /// <summary>What the inbox gets: the mention is the platform's business, not the command's.</summary>
    public static string WithoutMention(string text)
    {
        var mention = Mention().Match(text);
        return (mention.Success ? text.Remove(mention.Index, mention.Length) : text).Trim();
    }

    /// <summary>A command as the composer takes it: the inbox got it without the mention.</summary>
    public static string? AsTyped(string? command) => string.IsNullOrWhiteSpace(command) || IsCommand(command) ? command : $"@botops {command}";

    [GeneratedRegex(@"(?<![\w@＠])[@＠]botops\b[:,：，、]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
