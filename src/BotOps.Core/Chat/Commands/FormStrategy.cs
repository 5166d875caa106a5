namespace BotOps.Core.Chat.Commands;

/// <summary>How the hosts are taken: one field for the options of which only one may be there.</summary>
static class FormStrategy
{
    public const string Name = "strategy";

    static readonly string[] Options = ["serial", "halves", "batch"];

    /// <summary>Null: the command has no such options.</summary>
    public static Field? Of(CommandSpec spec, IReadOnlyDictionary<string, string> known)
    {
        if (!Options.All(o => spec.Options.Any(s => s.Name == "--" + o))) return null;

        var typed = Options.FirstOrDefault(known.ContainsKey) is { } option ? known[option] is "yes" ? option : $"{option}={known[option]}" : "";
        FieldChoice[] offered =
        [
            new("", Texts.StrategyAsUsual), new("serial", Texts.StrategySerial), new("halves", Texts.StrategyHalves),
            new("batch=25%", Texts.StrategyQuarters), new("batch=1,25%,100%", Texts.StrategyGrowing),
        ];
        return new Field(Name, Texts.FieldLabel(Name), Free: false, Needed: false, typed,
            offered.Any(c => c.Value == typed) ? offered : [.. offered, new FieldChoice(typed, $"--{typed.Replace('=', ' ')}")]);
    }

    public static bool Covers(string name) => Options.Contains(name);

    /// <summary>The options by their own names, as if they had been typed; a strategy that is none stays under its own.</summary>
    public static IReadOnlyDictionary<string, string> Spread(IReadOnlyDictionary<string, string> filled)
    {
        if (!filled.TryGetValue(Name, out var chosen) || chosen.Split('=', 2) is not [var option, .. var list] || !Covers(option)) return filled;

        return new Dictionary<string, string>(filled.Where(v => v.Key != Name && !Covers(v.Key))) { [option] = list is [var sizes] ? sizes : "yes" };
    }
}
