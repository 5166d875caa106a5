namespace BotOps.Core.Chat.Commands;

/// <summary>A command as the words that a shell gives to a program, and as a line that can be typed into one.</summary>
public static class ShellWords
{
    /// <summary>What a person would have typed in chat. Each word stays one word, whatever is in it; options stay options.</summary>
    public static string ToLine(CommandSpec command, IEnumerable<string> words) => string.Join(' ', words.Select(Typed).Prepend(command.Slash));

    /// <summary>A line of a chat (<c>/botops approve 42</c>) for a shell, where nothing in it is expanded.</summary>
    /// <param name="program">What stands in place of the bot's name: <c>botops</c>.</param>
    public static string FromLine(string line, string program)
    {
        var tokens = TypedLine.Read(line).Tokens.ToList();
        if (tokens is [var bot, ..] && CommandWord.IsBot(bot)) tokens.RemoveAt(0);
        var words = new List<string>();
        foreach (var token in tokens)
        {
            if (token.Attached) words[^1] += "=" + token.Text;
            else words.Add(words.Count == 0 ? token.Text.TrimStart('/') : token.Text);
        }
        return string.Join(' ', words.Select(Quoted).Prepend(program));
    }

    /// <summary>One word of a shell (POSIX: between single quotes nothing has a meaning).</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(Harmless) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    static string Typed(string word)
    {
        if (Plain(word)) return word;
        var value = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=') + 1 : 0;
        return value > 0 && Plain(word[..value]) ? word[..value] + TypedLine.Quote(word[value..]) : TypedLine.Quote(word);
    }

    /// <summary>Read by a chat as it stands.</summary>
    static bool Plain(string word) => word.Length > 0 && word.All(c => c is >= '!' and <= '~' and not ('"' or '\'' or '\\'));

    static bool Harmless(char c) => char.IsAsciiLetterOrDigit(c) || "-_./:=@%+,".Contains(c);
}
