using System.Text;

namespace BotOps.Core.Chat.Commands;

/// <summary>A word as a plain keyboard would have typed it.</summary>
/// <param name="Start">Where it begins in <see cref="TypedLine.Text"/>, its quote included.</param>
/// <param name="Quoted">Always a value, never an option or a keyword.</param>
/// <param name="Attached">The value of the option before it, as in <c>--wait=2m</c>.</param>
sealed record Token(string Text, int Start, int End, bool Quoted = false, bool Attached = false)
{
    /// <summary>It may name an option.</summary>
    public bool Dashed => !Quoted && !Attached && Text.StartsWith('-');

    public bool Is(string word) => !Quoted && !Attached && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One typed line in words. There is no shell: a quote only holds words together, and nothing is expanded.</summary>
/// <param name="Text">The line as it can be typed again.</param>
/// <param name="Open">The word whose quote was never closed.</param>
/// <param name="EndsBlank">The next character would begin a new word.</param>
sealed record TypedLine(string Text, IReadOnlyList<Token> Tokens, Token? Open, bool EndsBlank)
{
    public static TypedLine Read(string typed) => new LineReader(Keyboards.WithSlash(Keyboards.Visible(typed))).Read();

    /// <summary>The line with other words in place of some.</summary>
    public string With(Token first, Token last, string words) => Text[..first.Start] + words + Text[last.End..];
    public string With(Token token, string words) => With(token, token, words);
    public string Without(Token first, Token last) => $"{Text[..first.Start].TrimEnd()} {Text[last.End..].TrimStart()}".Trim();

    /// <summary>One word, whatever is in it: curly quotes could close it as well.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text) quoted.Append(c == '\\' || Keyboards.Closing('"').Contains(c) ? "\\" : "").Append(c);
        return quoted.Append('"').ToString();
    }
}
