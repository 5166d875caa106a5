using BotOps.Core.Access;

namespace BotOps.Core.Chat.Commands;

/// <summary>What a word or an option's value is; decides what is suggested for it.</summary>
public enum ValueKind
{
    Project, Reference, ReferenceOrBuild, Environment, Release, ReleaseOrBuild, Host, OutOrIn, Command, Flag, Choice, Amount, AmountList, HostList, Duration, Text, Build, OnFail, Answer,
    Person, Role, Scope, Subject, Language, Add, NewName, ScaleWay, Count, Number, Money, Moment
}

/// <summary>A place for a word of a command.</summary>
/// <param name="Name">As shown in the usage: <c>project</c>.</param>
public sealed record WordSpec(string Name, ValueKind Kind, bool Needed = true)
{
    /// <summary>The option with which it is not needed.</summary>
    public string? Unless { get; init; }
}

/// <param name="Name">With its dashes: <c>--batch</c>.</param>
/// <param name="Value">As shown in the usage: <c>LIST</c>; empty for a flag.</param>
/// <param name="Says">One line.</param>
/// <param name="Example">A value that is right, offered in place of a wrong one.</param>
public sealed record OptionSpec(string Name, ValueKind Kind, string Value, string Says, string Example, bool Needed = false)
{
    /// <summary>For a duration.</summary>
    public TimeSpan Least { get; init; }
    public TimeSpan Most { get; init; }

    /// <summary>Has a field in a form although it may be left out.</summary>
    public bool Offered { get; init; }
    public bool Flag => Kind == ValueKind.Flag;

    /// <summary>Its values may be separated by commas, after which a phone puts a space.</summary>
    public bool List => Kind is ValueKind.AmountList or ValueKind.HostList;

    /// <summary>Its value may be typed as several words: <c>sunday 02:00</c>.</summary>
    public bool Moment => Kind == ValueKind.Moment;
    public string Usage => Flag ? Name : $"{Name} {Value}";
}

/// <param name="Slash">How it is typed: <c>/deploy</c>, <c>/botops status</c>.</param>
/// <param name="Says">One line.</param>
/// <param name="Example">A whole line that is right.</param>
/// <param name="Needs">Any one of these lets a person use it in some form; empty: everyone may.</param>
/// <param name="Read">Makes the record of what was typed.</param>
public sealed record CommandSpec(
    string Name, string Slash, string Says, string Example, IReadOnlyList<Role> Needs, IReadOnlyList<WordSpec> Words, IReadOnlyList<OptionSpec> Options,
    Func<Typed, ParsedCommand> Read)
{
    /// <summary>Takes <c>to ENV</c> among its words.</summary>
    public bool To { get; init; }

    /// <summary>One word makes it whole.</summary>
    public bool NeedsOneWord { get; } = Words.Count(w => w.Needed) <= 1 && Options.All(o => !o.Needed);

    public bool MayBeUsed(Func<Role, bool> may) => Needs.Count == 0 || Needs.Any(may);

    /// <summary>Slash form, words, and options: <c>/botops hosts &lt;project&gt; [to ENV]</c>.</summary>
    public string Usage => string.Join(' ',
        [Slash, .. Words.Select(w => w.Needed ? $"<{w.Name}>" : $"[{w.Name}]"), .. To ? ["[to ENV]"] : Array.Empty<string>(),
            .. Options.Select(o => o.Needed ? o.Usage : $"[{o.Usage}]")]);
}
