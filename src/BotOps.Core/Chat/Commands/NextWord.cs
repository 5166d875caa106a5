using BotOps.Core.Builds;

namespace BotOps.Core.Chat.Commands;

/// <summary>What the word under the cursor could become, given the words before it.</summary>
sealed class NextWord(SuggestionSources sources, IReadOnlyList<Token> done, string typed)
{
    public async Task<IReadOnlyList<Suggestion>> Options(CancellationToken stopping)
    {
        if (done.Count == 0) return Matching(Commands(slash: true));
        var bot = CommandWord.IsBot(done[0]);
        if (bot && done.Count == 1) return Matching(Commands(slash: false));

        var spec = CommandTable.Find(done[bot ? 1 : 0].Text.TrimStart('/'));
        if (spec is null || !spec.MayBeUsed(sources.May)) return [];
        var state = Walk(spec, done.Skip(bot ? 2 : 1));

        if (state.Awaits is { } option) return await ValuesOf(option, state, stopping);
        if (typed.StartsWith('-')) return Matching(OptionsLeft(spec, state));
        if (state.AfterTo) return Matching(Names(await sources.Environments(state.Project ?? "", stopping)));
        return [.. Matching([.. await Words(spec, state, stopping), .. To(spec, state)]), .. typed.Length == 0 ? OptionsLeft(spec, state) : []];
    }

    IReadOnlyList<Suggestion> Commands(bool slash) =>
    [
        .. CommandTable.All.Where(c => c.MayBeUsed(sources.May))
            .Select(c => new Suggestion((slash ? c.Slash : c.Name) + (c.Words.Count > 0 ? " " : ""), slash ? c.Slash : c.Name, c.Says))
    ];

    /// <summary>The state after the words so far.</summary>
    sealed record State(IReadOnlyList<string> Words, IReadOnlySet<string> Used, OptionSpec? Awaits, bool AfterTo, string? Environment, string? Project);

    static State Walk(CommandSpec spec, IEnumerable<Token> tokens)
    {
        var (words, used, awaits, afterTo, environment) = (new List<string>(), new HashSet<string>(), (OptionSpec?)null, false, (string?)null);
        foreach (var token in tokens)
        {
            if (awaits is not null) awaits = null;
            else if (token.Dashed && spec.Options.FirstOrDefault(o => token.Is(o.Name)) is { } option)
            {
                used.Add(option.Name);
                awaits = option.Flag ? null : option;
            }
            else if (afterTo) (environment, afterTo) = (token.Text, false);
            else if (spec.To && environment is null && token.Is("to")) afterTo = true;
            else words.Add(token.Text);
        }
        var project = spec.Words.Zip(words).Where(w => w.First.Kind == ValueKind.Project).Select(w => Chat.Commands.Names.Of(w.Second)).FirstOrDefault();
        return new State(words, used, awaits, afterTo, environment, project);
    }

    async Task<IReadOnlyList<Suggestion>> Words(CommandSpec spec, State state, CancellationToken stopping)
    {
        if (state.Words.Count >= spec.Words.Count) return [];
        return spec.Words[state.Words.Count].Kind switch
        {
            ValueKind.Project or ValueKind.Scope or ValueKind.Subject => Names(await sources.Projects(stopping)),
            ValueKind.Person => Names([.. (await sources.Persons(stopping)).Select(p => p with { Name = "@" + p.Name })]),
            ValueKind.Role => Names(RoleInputs.Roles),
            ValueKind.Reference when state.Project is { } project => Names(await sources.References(project, typed, stopping)),
            ValueKind.ReferenceOrBuild when state.Project is { } project =>
                [.. Names(BuildNumber.Meant(typed) ? [] : await sources.References(project, typed, stopping)), .. Names(await sources.Builds(project, stopping))],
            ValueKind.Host => Names(await sources.EveryHost(stopping)),
            ValueKind.Add => [Choice(ReadProject.Add, Texts.Adding.Command)],
            ValueKind.OutOrIn => [Choice(Values.Out, Texts.OutSays), Choice(Values.In, Texts.InSays)],
            ValueKind.ScaleWay => [Choice(Values.Out, Texts.Scaling.OutSays), Choice(Values.In, Texts.Scaling.InSays)],
            ValueKind.Release or ValueKind.ReleaseOrBuild => Names(await sources.Releases(spec.Name, stopping)),
            ValueKind.Language => Names([new("zh", Texts.LanguageName(Languages.Chinese)), new("en", Texts.LanguageName(Languages.English))]),
            ValueKind.Build => [Choice("last-good", Texts.TargetLastGood), Choice("previous", Texts.TargetPrevious), .. Names(await sources.Builds(state.Project ?? "", stopping))],
            ValueKind.Answer => [.. Enum.GetValues<Releases.Answer>().Select(a => Choice(Releases.Answers.Name(a), Texts.AnswerWord(a)))],
            ValueKind.Command => [.. CommandTable.All.Where(c => c.MayBeUsed(sources.May)).Select(c => new Suggestion(c.Name, c.Name, c.Says))],
            _ => [],
        };
    }

    static Suggestion[] To(CommandSpec spec, State state) =>
        spec.To && state.Environment is null && state.Words.Count > 0 ? [new Suggestion("to ", "to ENV", Texts.ToSays)] : [];

    static readonly string[] Strategies = ["--serial", "--halves", "--batch"];

    static IReadOnlyList<Suggestion> OptionsLeft(CommandSpec spec, State state) => state.Words.Count == 0 ? [] :
    [
        .. spec.Options.Where(o => !state.Used.Contains(o.Name))
            .Where(o => !(Strategies.Contains(o.Name) && state.Used.Overlaps(Strategies)))
            .Select(o => new Suggestion(o.Name + " ", o.Usage, o.Says))
    ];

    async Task<IReadOnlyList<Suggestion>> ValuesOf(OptionSpec option, State state, CancellationToken stopping) => option.Kind switch
    {
        ValueKind.Choice => Matching([Choice("none", Texts.PauseNone), Choice("first", Texts.PauseFirst), Choice("each", Texts.PauseEach)]),
        ValueKind.OnFail => Matching([Choice("ask", Texts.OnFailAsk), Choice("stop", Texts.OnFailStop), Choice("rollback", Texts.OnFailRollback)]),
        ValueKind.HostList when state.Project is { } project => ListEntry(await sources.Hosts(project, state.Environment, stopping)),
        ValueKind.Text or ValueKind.HostList => [],
        _ => Matching([new Suggestion(option.Example + " ", option.Example, option.Says)]),
    };

    static Suggestion Choice(string name, string says) => new(name + " ", name, says);

    /// <summary>The entry under the cursor; those before its comma stay.</summary>
    IReadOnlyList<Suggestion> ListEntry(IReadOnlyList<Named> names)
    {
        var from = typed.LastIndexOf(',') + 1;
        var before = typed[..from].Split(',');
        return [.. names.Where(n => !before.Contains(n.Name) && n.Name.StartsWith(typed[from..], StringComparison.OrdinalIgnoreCase))
            .Select(n => new Suggestion(typed[..from] + n.Name, n.Name, n.What))];
    }

    static IReadOnlyList<Suggestion> Names(IReadOnlyList<Named> names) => [.. names.Select(n => new Suggestion(n.Name + " ", n.Name, n.What))];

    /// <summary>Those that begin with what was typed, then those that contain it.</summary>
    IReadOnlyList<Suggestion> Matching(IReadOnlyList<Suggestion> all) =>
    [
        .. all.Where(s => s.Insert.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(s => s.Insert.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
    ];
}
