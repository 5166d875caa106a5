using BotOps.Core.Builds;
using BotOps.Core.Releases;

namespace BotOps.Core.Chat.Commands;

/// <summary>What was typed for one command, every value read; the command makes its record of it.</summary>
public sealed class Typed
{
    readonly TypedLine line;
    readonly IReadOnlyDictionary<OptionSpec, Typing> typings;
    readonly Dictionary<string, object> values = [];
    readonly Dictionary<string, string> raw = [];

    /// <exception cref="UserError">A value that cannot be one, or a word too many.</exception>
    internal Typed(CommandSpec spec, TypedLine line, Sorted sorted)
    {
        (this.line, typings) = (line, sorted.Options);
        var words = spec.To ? TakeEnvironment(sorted.Words) : sorted.Words;
        foreach (var (place, word) in spec.Words.Zip(words)) Read(place.Name, place.Kind, word, Correction(place, word));
        foreach (var (option, typing) in typings) ReadOption(option, typing);
        if (words.Count > spec.Words.Count) throw TooMany(spec, words, words[spec.Words.Count]);

        Missing = MissingOf(spec);
    }

    /// <summary>Of a form, where each value has its name.</summary>
    /// <exception cref="UserError">A value that cannot be one.</exception>
    internal Typed(CommandSpec spec, TypedLine line, IReadOnlyDictionary<WordSpec, Token> words, Token? environment, IReadOnlyDictionary<OptionSpec, Typing> options)
    {
        (this.line, typings) = (line, options);
        foreach (var (place, word) in words) Read(place.Name, place.Kind, word, correction: null);
        if (environment is not null) Read("environment", ValueKind.Environment, environment, correction: null);
        foreach (var (option, typing) in options) ReadOption(option, typing);

        Missing = MissingOf(spec);
    }

    public IReadOnlyList<string> Missing { get; }

    /// <summary>As typed, by name, options without their dashes.</summary>
    public IReadOnlyDictionary<string, string> Known => raw;

    internal string Project => (string)values["project"];
    internal string? ProjectOrNone => Value<string>("project");
    internal string? Reference => Value<string>("ref");
    internal string? Environment => Value<string>("environment");
    internal string? Command => Value<string>("command");
    internal long Release => (long)values["release"];

    /// <summary>Null: a release was typed.</summary>
    internal BuildNumber? Build => values["release"] as BuildNumber?;

    internal bool Has(string option) => values.ContainsKey(option);
    internal string? Text(string option) => Value<string>(option);
    internal T? Value<T>(string name) where T : class => values.GetValueOrDefault(name) as T;
    internal T? Number<T>(string name) where T : struct => values.TryGetValue(name, out var value) ? (T)value : null;

    /// <summary>Two of these at once: the later one is at fault, and the line without it is right.</summary>
    internal void OnlyOneOf(params string[] options)
    {
        var both = typings.Where(t => options.Contains(t.Key.Name)).OrderBy(t => t.Value.Name.Start).ToList();
        if (both.Count > 1) throw new UserError(Texts.OneStrategyOnly, both[1].Key.Name, line.Without(both[1].Value.Name, both[1].Value.Last));
    }

    /// <summary>An option that makes no sense here: the line without it is right.</summary>
    internal void Without(string option, string why)
    {
        if (typings.FirstOrDefault(t => t.Key.Name == option) is { Value: { } typing }) throw new UserError(why, option, line.Without(typing.Name, typing.Last));
    }

    /// <summary>Runs a rule of the option's own field; where it refuses, a right value is offered.</summary>
    internal void Check(string option, Action rule)
    {
        try
        {
            rule();
        }
        catch (UserError error) when (typings.FirstOrDefault(t => t.Key.Name == option) is { Key: { } spec, Value: { } typing })
        {
            throw new UserError(error.Message, error.AtFault, line.With(typing.Last, spec.Example));
        }
    }

    string[] MissingOf(CommandSpec spec) =>
    [
        .. spec.Words.Where(w => w.Needed && !(w.Unless is { } option && values.ContainsKey(option))).Select(w => w.Name).Where(n => !values.ContainsKey(n)),
        .. spec.Options.Where(o => o.Needed && !values.ContainsKey(o.Name)).Select(o => o.Name.TrimStart('-')),
    ];

    IReadOnlyList<Token> TakeEnvironment(IReadOnlyList<Token> words)
    {
        var at = words.ToList().FindIndex(w => w.Is("to"));
        if (at < 0) return words;

        if (at + 1 == words.Count) throw new UserError(Texts.ToNeedsEnvironment, "to");
        Read("environment", ValueKind.Environment, words[at + 1], correction: null);
        var rest = words.Where((_, i) => i != at && i != at + 1).ToList();
        if (rest.Find(w => w.Is("to")) is { } second)
            throw new UserError(Texts.ToTwice, "to", line.Without(second, rest.SkipWhile(w => w != second).Skip(1).FirstOrDefault() ?? second));
        return rest;
    }

    void ReadOption(OptionSpec option, Typing typing)
    {
        if (option.Flag)
            (values[option.Name], raw[option.Name.TrimStart('-')]) = (true, "yes");
        else
            Read(option.Name, option.Kind, typing.Value!, option.Example, option);
    }

    void Read(string name, ValueKind kind, Token word, string? correction, OptionSpec? option = null)
    {
        try
        {
            if (Values.Read(kind, word.Text, option) is not { } value) return;
            (values[name], raw[name.TrimStart('-')]) = (value, word.Text);
        }
        catch (UserError error)
        {
            throw new UserError(error.Message, error.AtFault, correction is null ? null : line.With(word, correction));
        }
    }

    /// <summary>What is nearly right: <c>@order-svc</c>, <c>&lt;order-svc&gt;</c>, or a command's name with a slip.</summary>
    static string? Correction(WordSpec place, Token word) => place.Kind switch
    {
        ValueKind.Build => "last-good",
        ValueKind.Add => ReadProject.Add,
        ValueKind.Answer when DidYouMean.Closest(word.Text, Releases.Answers.Names) is [var closest, ..] => closest,
        ValueKind.Command when Values.ClosestCommands(word.Text) is [var closest, ..] => closest,
        ValueKind.Project or ValueKind.Host or ValueKind.NewName => Names.Of(word.Text.Trim('@', '-', '/', '<', '>', '[', ']', '《', '》', '【', '】')),
        ValueKind.Reference or ValueKind.ReferenceOrBuild when !BuildNumber.Meant(word.Text) && word.Text.TrimStart('@', '-') is var name && Names.Reference(name) && !word.Quoted => name,
        _ => null,
    };

    /// <summary>Most often a text of several words without its quotes.</summary>
    UserError TooMany(CommandSpec spec, IReadOnlyList<Token> words, Token extra)
    {
        var shown = Texts.Shown(extra.Text);
        var texts = typings.Where(t => t.Key.Kind == ValueKind.Text).Select(t => t.Value.Value!);
        foreach (var text in texts)
        {
            var run = line.Tokens.SkipWhile(t => t != text).Skip(1).TakeWhile(t => !t.Dashed && !t.Quoted && words.Contains(t)).ToList();
            if (!text.Quoted && run.Contains(extra))
                return new UserError(Texts.QuotesNeeded(shown), shown, line.With(text, run[^1], TypedLine.Quote(string.Join(' ', run.Prepend(text).Select(t => t.Text)))));
        }
        return new UserError(Texts.OneWordTooMany(shown, spec.Usage), shown, line.Without(extra, extra));
    }
}
