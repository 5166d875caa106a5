using System.Text;

namespace BotOps.Core.Chat.Commands;

/// <summary>
/// Makes a command of what was filled into a form. Each value is the value of its own field, whatever its text looks like: none
/// is taken for an option, a keyword or a second word.
/// </summary>
public static class FilledForm
{
    internal static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    /// <returns>The command's record, or <see cref="FormWanted"/> where something needed is still missing.</returns>
    /// <exception cref="UserError">Names the value at fault.</exception>
    public static ParsedCommand Read(string command, IReadOnlyDictionary<string, string> filled)
    {
        var spec = CommandTable.Find(command) ?? throw Values.NoSuchCommand(command);
        var values = FormStrategy.Spread(filled);
        if (values.GetValueOrDefault(FormStrategy.Name) is { Length: > 0 } unknown) throw new UserError(Texts.NotAStrategy(Texts.Shown(unknown)), Texts.Shown(unknown));

        var typed = new Line(spec, values).Read();
        return typed.Missing.Count > 0 ? new FormWanted(spec.Name, typed.Missing, typed.Known) : spec.Read(typed);
    }

    /// <summary>The line that would have asked for the same, for people to read.</summary>
    public static string AsTyped(string command, IReadOnlyDictionary<string, string> filled) =>
        CommandTable.Find(command) is { } spec ? new Line(spec, FormStrategy.Spread(filled)).Text : $"/{command}";

    /// <summary>The values written one after the other, each known by its place, so that an error can show the line around it.</summary>
    sealed class Line
    {
        readonly CommandSpec spec;
        readonly StringBuilder line;
        readonly List<Token> tokens = [];
        readonly Dictionary<WordSpec, Token> words = [];
        readonly Dictionary<OptionSpec, Typing> options = [];
        readonly Token? environment;

        public Line(CommandSpec spec, IReadOnlyDictionary<string, string> values)
        {
            (this.spec, line) = (spec, new StringBuilder(spec.Slash));
            foreach (var word in spec.Words)
                if (Given(values, word.Name, word.Kind) is { } value) words.Add(word, Write(value));
            if (spec.To && Given(values, "environment", ValueKind.Environment) is { } name)
            {
                Write("to", name: true);
                environment = Write(name);
            }
            foreach (var option in spec.Options)
                if (Given(values, option.Name.TrimStart('-'), option.Kind) is { } value)
                    options.Add(option, new Typing(Write(option.Name, name: true), option.Flag ? null : Write(value)));
        }

        public string Text => line.ToString();

        public Typed Read() => Text.Length <= CommandParser.LongestLine
            ? new Typed(spec, new TypedLine(Text, tokens, Open: null, EndsBlank: false), words, environment, options)
            : throw new UserError(Texts.LineTooLong(Text.Length, CommandParser.LongestLine));

        /// <summary>As a plain keyboard would have written it; null: nothing that can be seen.</summary>
        static string? Given(IReadOnlyDictionary<string, string> values, string name, ValueKind kind)
        {
            var seen = Keyboards.Visible(values.GetValueOrDefault(name) ?? "").Trim();
            if (kind != ValueKind.Text) seen = string.Concat(seen.Select(Keyboards.Plain));
            return seen.Length > 0 ? seen : null;
        }

        Token Write(string text, bool name = false)
        {
            line.Append(' ');
            var start = line.Length;
            line.Append(name || IsPlain(text) ? text : TypedLine.Quote(text));
            var token = new Token(text, start, line.Length, Quoted: !name);
            tokens.Add(token);
            return token;
        }

        static bool IsPlain(string text) =>
            text[0] is not ('-' or '@' or '/') && text is not "to" && text.All(c => c is not (' ' or '\\' or '"' or '\'') && Keyboards.Plain(c) == c.ToString());
    }
}
