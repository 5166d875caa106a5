using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Releases;

namespace BotOps.Core.Chat;

/// <summary>Makes the form of a command: its words and what else the decision is usually about, with what this person could mean.</summary>
public sealed class AskInForm(KnownNames names, Roles roles)
{
    /// <param name="typedOrFilled">By name; a strategy as the form's own field or as the options that it stands for.</param>
    /// <exception cref="UserError">The person may not use the command at all.</exception>
    public async Task<Form> For(CommandSpec spec, IReadOnlyDictionary<string, string> typedOrFilled, Person person, CancellationToken stopping)
    {
        var known = FormStrategy.Spread(typedOrFilled);
        if (spec.Words.Any(w => w.Kind == ValueKind.Add)) known = new Dictionary<string, string>(known) { [ReadProject.Add] = ReadProject.Add }; // part of the command's name
        var granted = await roles.Of(person.Id, stopping);
        if (!spec.MayBeUsed(role => granted.Any(g => g.Role == role))) await roles.Require(person.Id, spec.Needs[0], Roles.All, Roles.All, stopping);

        var given = known;
        var fields = new List<Field>();
        foreach (var word in spec.Words.Where(w => w.Kind != ValueKind.Add))
        {
            fields.Add(Word(word, await Choices(spec, word.Kind), given));
            if (word.Kind == ValueKind.Project && fields[^1].Value is { } only) given = new Dictionary<string, string>(known) { ["project"] = only };
        }
        if (spec.Words.Any(w => w.Kind == ValueKind.NewName)) fields.Add(Words("environment", needed: false, known) with { Hint = Texts.Adding.EnvironmentHint });
        else if (spec.To) fields.Add(Environment(await names.Environments(given.GetValueOrDefault("project"), stopping), known));
        if (FormStrategy.Of(spec, known) is { } strategy) fields.Add(strategy);
        fields.AddRange(spec.Options.Where(o => o.Needed || o.Offered).Select(o => Words(o.Name.TrimStart('-'), o.Needed, known)));

        return new Form(spec.Name, Texts.FormSend(spec.Name), fields, known
            .Where(k => fields.All(f => f.Name != k.Key) && !(FormStrategy.Covers(k.Key) && fields.Exists(f => f.Name == FormStrategy.Name))).ToDictionary());

        Task<IReadOnlyList<Named>> Choices(CommandSpec command, ValueKind kind) => kind switch
        {
            ValueKind.Project => Projects(command, granted, stopping),
            ValueKind.Reference when given.TryGetValue("project", out var project) => names.References(project, given.GetValueOrDefault("ref") ?? "", stopping),
            ValueKind.ReferenceOrBuild when given.TryGetValue("project", out var project) => ReferencesAndBuilds(project, given.GetValueOrDefault("ref") ?? "", stopping),
            ValueKind.Release or ValueKind.ReleaseOrBuild => names.Releases(command.Name, stopping),
            ValueKind.Host => names.EveryHost(stopping),
            ValueKind.OutOrIn => Task.FromResult<IReadOnlyList<Named>>([new(Values.Out, Texts.OutSays), new(Values.In, Texts.InSays)]),
            ValueKind.ScaleWay => Task.FromResult<IReadOnlyList<Named>>([new(Values.Out, Texts.Scaling.OutSays), new(Values.In, Texts.Scaling.InSays)]),
            ValueKind.Build => Task.FromResult<IReadOnlyList<Named>>([new("last-good", Texts.TargetLastGood), new("previous", Texts.TargetPrevious)]),
            ValueKind.Answer => Task.FromResult<IReadOnlyList<Named>>([.. Enum.GetValues<Answer>().Select(a => new Named(Answers.Name(a), Texts.AnswerWord(a)))]),
            _ => Task.FromResult<IReadOnlyList<Named>>([]),
        };
    }

    async Task<IReadOnlyList<Named>> ReferencesAndBuilds(string project, string typed, CancellationToken stopping) =>
        [.. await names.References(project, typed, stopping), .. await names.Builds(project, stopping)];

    /// <summary>Those for which the person has a role that the command needs.</summary>
    async Task<IReadOnlyList<Named>> Projects(CommandSpec spec, IReadOnlyList<RoleGrant> granted, CancellationToken stopping) =>
        [.. (await names.Projects(stopping)).Where(p => spec.MayBeUsed(role => granted.Any(g => g.Role == role && (g.Project == Roles.All || g.Project == p.Name))))];

    static Field Word(WordSpec word, IReadOnlyList<Named> offered, IReadOnlyDictionary<string, string> known)
    {
        if (word.Kind is not (ValueKind.Project or ValueKind.Release or ValueKind.ReleaseOrBuild or ValueKind.Answer or ValueKind.Host or ValueKind.OutOrIn or ValueKind.ScaleWay) || offered.Count == 0) return Words(word.Name, word.Needed, known, offered);

        var value = known.GetValueOrDefault(word.Name)?.TrimStart('#') ?? (word.Needed && offered is [var only] ? only.Name : null);
        return OneOf(word.Name, word.Needed, value, offered);
    }

    static Field Environment(IReadOnlyList<Named> offered, IReadOnlyDictionary<string, string> known) =>
        OneOf("environment", needed: false, known.GetValueOrDefault("environment") ?? (offered is [var only] ? only.Name : null), offered);

    static Field Words(string name, bool needed, IReadOnlyDictionary<string, string> known, IReadOnlyList<Named>? offered = null) =>
        new(name, Texts.FieldLabel(name), Free: true, needed, known.GetValueOrDefault(name), [.. (offered ?? []).Select(ChoiceOf)], needed && name is "ref" ? "" : Texts.FieldHint(name));

    /// <summary>What was typed stays a choice although nothing of that name is known: the answer then tells what there is.</summary>
    static Field OneOf(string name, bool needed, string? value, IReadOnlyList<Named> offered)
    {
        List<FieldChoice> choices = [new FieldChoice("", Texts.FieldHint(name)), .. offered.Select(ChoiceOf)];
        if (value is not null && choices.TrueForAll(c => c.Value != value)) choices.Add(new FieldChoice(value, value));
        return new Field(name, Texts.FieldLabel(name), Free: false, needed, value, choices);
    }

    static FieldChoice ChoiceOf(Named named) => new(named.Name, named.What.Length == 0 ? named.Name : $"{named.Name}  {named.What}");
}
