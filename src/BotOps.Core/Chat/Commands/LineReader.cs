using System.Text;

namespace BotOps.Core.Chat.Commands;

/// <summary>Reads one line word by word, undoing the keyboard outside of quotes; a quoted text is kept as its writer wanted it.</summary>
sealed class LineReader(string text)
{
    readonly StringBuilder line = new();
    readonly List<Token> tokens = [];
    Token? open;
    int at;

    bool More => at < text.Length;
    bool Blank => text[at] == ' ';

    public TypedLine Read()
    {
        while (Skip())
        {
            if (line.Length > 0) line.Append(' ');
            Word(attached: false);
        }
        return new TypedLine(line.ToString(), tokens, open, EndsBlank: text.EndsWith(' '));
    }

    bool Skip()
    {
        while (More && Blank) at++;
        return More;
    }

    void Word(bool attached)
    {
        if (More && Keyboards.Closing(text[at]) is { Length: > 0 } closing)
        {
            Quoted(closing, attached);
            return;
        }
        var start = line.Length;
        if (!attached) LeadingDashes();
        while (More && !Blank)
        {
            var plain = Keyboards.Plain(text[at++]);
            if (!attached && plain is "=" or ":" && Option(start))
            {
                Add(start);
                line.Append('=');
                Word(attached: true);
                return;
            }
            if (tokens.Count == 0 && plain is "," or ":" && CommandWord.IsBot(line.ToString(start, line.Length - start))) break; // “@botops，deploy”: no blank follows a Chinese comma
            line.Append(plain);
        }
        Add(start, attached);
    }

    /// <summary>A long dash that begins a word was typed as two hyphens, and so were two long ones.</summary>
    void LeadingDashes()
    {
        var from = at;
        while (More && Keyboards.Dash(text[at])) at++;
        var dashes = text[from..at];
        line.Append(dashes.Any(Keyboards.LongDash) ? "--" : new string('-', dashes.Length));
    }

    bool Option(int start) => line.Length - start > 1 && line[start] == '-';

    /// <summary>A quote closes where a word could end, so that the apostrophe in 'don't' does not.</summary>
    void Quoted(string closing, bool attached)
    {
        var (start, content) = (line.Length, new StringBuilder());
        for (at++; More; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] == '\\' || Keyboards.Closing(text[at + 1]).Length > 0))
                content.Append(text[++at]);
            else if (closing.Contains(text[at]) && (at + 1 == text.Length || text[at + 1] == ' '))
                break;
            else
                content.Append(text[at]);
        }
        line.Append(TypedLine.Quote(content.ToString()));
        var token = new Token(content.ToString(), start, line.Length, Quoted: true, attached);
        tokens.Add(token);
        if (!More) open = token;
        at++;
    }

    void Add(int start, bool attached = false) => tokens.Add(new Token(line.ToString(start, line.Length - start), start, line.Length, Attached: attached));
}
