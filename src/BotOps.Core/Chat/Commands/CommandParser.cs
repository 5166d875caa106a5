namespace BotOps.Core.Chat.Commands;

/// <summary>
/// The one place where typed text becomes a command: <c>/deploy …</c>, <c>/botops status</c>, <c>@botops deploy …</c>, or the
/// latter without its mention. Pure; whatever is typed, it returns or throws a <see cref="UserError"/>.
/// </summary>
public static class CommandParser
{
    public const int LongestLine = 2_000;

    /// <returns>The command's record, or <see cref="FormWanted"/> where something needed is missing.</returns>
    /// <exception cref="UserError">Names the word at fault, and offers a line that is right.</exception>
    public static ParsedCommand Parse(string text)
    {
        if (text.Length > LongestLine) throw new UserError(Texts.LineTooLong(text.Length, LongestLine));

        var line = TypedLine.Read(text);
        try
        {
            return Read(line);
        }
        catch (UserError error)
        {
            throw new UserError(error.Message, error.AtFault, Right(error.TryInstead) ?? CommandWord.In(line)?.Spec?.Example ?? HelpExample);
        }
    }

    /// <summary>
    /// The form that a line needs since something is missing; null: it needs none, or is wrong in a way that its answer tells. Asked for
    /// every line while a platform waits, so that most are known by their first two words.
    /// </summary>
    public static FormWanted? Lacking(string text)
    {
        if (BeginsWhole(text)) return null;
        try
        {
            return Parse(text) as FormWanted;
        }
        catch (UserError)
        {
            return null;
        }
    }

    /// <summary>A command that needs one word and no option, and that word is there.</summary>
    static bool BeginsWhole(string text)
    {
        if (text.Split(' ', 3) is not [['/', .. var name], [var first, ..] word, ..] || !char.IsAsciiLetterOrDigit(first) || word is "to") return false;
        return CommandTable.Find(name) is { } spec && spec.NeedsOneWord && text.AsSpan(0, name.Length + 1).SequenceEqual(spec.Slash);
    }

    static string HelpExample => CommandTable.Find("help")!.Slash;

    static ParsedCommand Read(TypedLine line)
    {
        if (CommandWord.In(line) is not { } word || word.Token.Is("--help")) return new HelpInput(null);
        if (word.Spec is not { } spec) throw word.Unknown(line);
        if (line.Open is { } open) throw new UserError(Texts.QuoteOpen, Texts.Shown(open.Text), line.Text);

        var rest = line.Tokens.Skip(word.At + 1).ToList();
        if (rest.Any(t => t.Is("--help") || t.Is("-h") || t.Is("-?"))) return new HelpInput(spec.Name);

        var typed = new Typed(spec, line, new Grammar(spec, line, rest).Sort());
        return typed.Missing.Count > 0 ? new FormWanted(spec.Name, typed.Missing, typed.Known) : spec.Read(typed);
    }

    /// <summary>A mended line may have another fault, so each is mended in turn; null: it did not come right.</summary>
    static string? Right(string? line)
    {
        for (var tries = 0; tries < 5 && line is { Length: <= LongestLine }; tries++)
        {
            try
            {
                Read(TypedLine.Read(line));
                return line;
            }
            catch (UserError error)
            {
                line = error.TryInstead;
            }
        }
        return null;
    }
}
