using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace BotOps.Core.Chat.Commands;

/// <summary>
/// Sorts a command's words from its options with System.CommandLine. Values go in as numbers that stand for their words, so that
/// no text of a person can be taken for an option, a directive or a response file.
/// </summary>
sealed class Grammar(CommandSpec spec, TypedLine line, IReadOnlyList<Token> tokens)
{
    static readonly ParserConfiguration Plain = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    /// <exception cref="UserError">An option that does not exist, is there twice, lacks its value or has one too many.</exception>
    public Sorted Sort()
    {
        var words = new Argument<string[]>("words") { Arity = new ArgumentArity(0, 100_000) };
        var command = new Command(spec.Name) { words };
        var options = spec.Options.ToDictionary(o => o, o => new Option<string>(o.Name) { Arity = o.Flag ? ArgumentArity.Zero : ArgumentArity.ExactlyOne });
        foreach (var option in options.Values) command.Add(option);

        var result = command.Parse(Arguments(), Plain);
        var values = new Dictionary<OptionSpec, Typing>();
        foreach (var (option, declared) in options)
            if (result.GetResult(declared) is { } found) values.Add(option, Only(option, found));
        if (result.Errors is [var error, ..]) throw new UserError(error.Message);

        return new Sorted([.. (result.GetResult(words)?.Tokens ?? []).Select(WordOf)], values);
    }

    /// <summary>The command, known options by name, and for every other word its number.</summary>
    List<string> Arguments()
    {
        List<string> arguments = [spec.Name];
        var (value, words) = ((OptionSpec?)null, false); // the option that awaits its value; behind -- there are words only
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Is("--") && !words)
            {
                RequireNone(value, i);
                (words, value) = (true, null);
            }
            else if (token.Dashed && !words && !(value is not null && Negative(token)))
            {
                var option = Named(token, i);
                RequireNone(value, i);
                arguments.Add(option.Name);
                if (option.Flag && i + 1 < tokens.Count && tokens[i + 1].Attached)
                    throw new UserError(Texts.OptionTakesNoValue(option.Name), option.Name, line.With(token, tokens[i + 1], option.Name));
                value = option.Flag ? null : option;
            }
            else
            {
                arguments.Add(i.ToString(CultureInfo.InvariantCulture));
                while (value is { List: true } && i + 1 < tokens.Count && Continues(token, tokens[i + 1])) token = tokens[++i];
                if (value is { Moment: true }) i = EndOfMoment(i);
                value = null;
            }
        }
        RequireNone(value, tokens.Count);
        return arguments;
    }

    void RequireNone(OptionSpec? waiting, int at)
    {
        if (waiting is not { } option) return;
        throw new UserError(
            Texts.OptionNeedsValue(option.Name, option.Value, option.Example), option.Name, line.With(tokens[at - 1], $"{option.Name} {option.Example}"));
    }

    static bool Negative(Token token) => token.Text.Length > 1 && char.IsAsciiDigit(token.Text[1]);

    /// <summary><c>1, 25%, 100%</c> is one list: a phone puts a space after a comma.</summary>
    static bool Continues(Token token, Token next) =>
        !token.Quoted && !next.Quoted && !next.Dashed && (token.Text.EndsWith(',') || next.Text.StartsWith(','));

    /// <summary>The last of the words from there on that are a moment together, as <c>sunday 02:00</c> is without its quotes.</summary>
    int EndOfMoment(int from)
    {
        var end = from;
        for (var at = from + 1; at < tokens.Count && at <= from + 3 && !tokens[at].Quoted && !tokens[at].Dashed && !tokens[from].Quoted; at++)
            if (Moment.Parse(string.Join(' ', tokens.Skip(from).Take(at - from + 1).Select(t => t.Text))) is not null) end = at;
        return end;
    }

    OptionSpec Named(Token token, int at)
    {
        if (spec.Options.FirstOrDefault(o => token.Is(o.Name)) is { } option) return option;

        var typed = Texts.Shown(token.Text);
        if (spec.To && token.Text.TrimStart('-').ToLowerInvariant() is "to" or "env" or "environment")
        {
            var value = at + 1 < tokens.Count && tokens[at + 1].Attached ? " " + tokens[at + 1].Text : "";
            throw new UserError(Texts.ToWithoutDashes(typed), typed, line.With(token, value == "" ? token : tokens[at + 1], "to" + value));
        }
        var closest = DidYouMean.Closest("--" + token.Text.TrimStart('-'), spec.Options.Select(o => o.Name));
        var last = at + 1 < tokens.Count && tokens[at + 1].Attached ? tokens[at + 1] : token;
        throw new UserError(
            Texts.NoSuchOption(spec.Name, typed, closest), typed, closest.Count > 0 ? line.With(token, closest[0]) : line.Without(token, last));
    }

    Typing Only(OptionSpec option, OptionResult found)
    {
        var names = tokens.Where(t => t.Is(option.Name)).ToList();
        if (found.IdentifierTokenCount > 1) throw new UserError(Texts.OptionTwice(option.Name), option.Name, line.Without(names[1], ValueAfter(option, names[1])));
        if (option.Flag) return new Typing(names[0], null);
        return new Typing(names[0], option switch
        {
            { List: true } => Whole(found.Tokens[0]),
            { Moment: true } => WholeMoment(found.Tokens[0]),
            _ => WordOf(found.Tokens[0]),
        });
    }

    Token ValueAfter(OptionSpec option, Token name)
    {
        var next = tokens.SkipWhile(t => t != name).Skip(1).FirstOrDefault();
        return option.Flag || next is null || next.Dashed ? name : next;
    }

    Token WordOf(System.CommandLine.Parsing.Token token) => tokens[int.Parse(token.Value, CultureInfo.InvariantCulture)];

    Token Whole(System.CommandLine.Parsing.Token number)
    {
        var at = int.Parse(number.Value, CultureInfo.InvariantCulture);
        var whole = tokens[at];
        for (; at + 1 < tokens.Count && Continues(tokens[at], tokens[at + 1]); at++)
            whole = whole with { Text = whole.Text + tokens[at + 1].Text, End = tokens[at + 1].End };
        return whole;
    }

    Token WholeMoment(System.CommandLine.Parsing.Token number)
    {
        var from = int.Parse(number.Value, CultureInfo.InvariantCulture);
        var end = EndOfMoment(from);
        return end == from ? tokens[from] : tokens[from] with { Text = string.Join(' ', tokens.Skip(from).Take(end - from + 1).Select(t => t.Text)), End = tokens[end].End };
    }
}

/// <summary>An option where it was typed; a flag has no value.</summary>
sealed record Typing(Token Name, Token? Value)
{
    public Token Last => Value ?? Name;
}

sealed record Sorted(IReadOnlyList<Token> Words, IReadOnlyDictionary<OptionSpec, Typing> Options);
