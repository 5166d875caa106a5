using BotOps.Core.Releases;

namespace BotOps.Core.Chat.Commands;

/// <summary>What a person asked for, checked as far as the words alone allow: names are well formed, not yet known to exist.</summary>
public abstract record ParsedCommand;

/// <param name="Reference">Branch, tag or commit as typed, or <c>build:17</c>; null: the repository's own default.</param>
/// <param name="Environment">Null: the only one.</param>
/// <param name="Expires">How long the request waits for its decision; null: as the policy says.</param>
/// <param name="PlanOnly">The card is shown to the asker alone and nothing is created.</param>
public sealed record DeployInput(
    string Project, string? Reference, string? Environment, PlanOptions Options, TimeSpan? Expires = null, string? Note = null, bool Rebuild = false,
    bool PlanOnly = false) : ParsedCommand
{
    /// <summary>Why hosts cannot simply go back past it.</summary>
    public string? OneWay { get; init; }

    /// <summary>Why it passes locks, branches and bad builds.</summary>
    public string? Override { get; init; }

    /// <summary>The ended release that it tries again; never typed.</summary>
    public long? RetryOf { get; init; }
}

/// <param name="Target"><c>last-good</c>, <c>previous</c> or <c>build:17</c>.</param>
/// <param name="TakeOver">The asker has said that it takes the hosts over from the running rollout.</param>
public sealed record RollbackInput(
    string Project, string Target, string? Environment, PlanOptions Options, string? Reason = null, bool TakeOver = false, bool PlanOnly = false) : ParsedCommand;

/// <param name="Kind">Restart or Settings.</param>
public sealed record RestartInput(
    ReleaseKind Kind, string Project, string? Environment, PlanOptions Options, TimeSpan? Expires = null, string? Note = null, bool PlanOnly = false) : ParsedCommand
{
    public string? Override { get; init; }

    /// <summary>The ended release that it tries again; never typed.</summary>
    public long? RetryOf { get; init; }
}

public sealed record AnswerInput(long Release, Answer Answer) : ParsedCommand;

/// <param name="Environment">Whose settings shape the build; null: the only one.</param>
public sealed record BuildInput(string Project, string Reference, string? Environment) : ParsedCommand;

public sealed record CancelBuildInput(long Build, string? Reason) : ParsedCommand;

/// <param name="Out">Taken out; else brought back in.</param>
/// <param name="Project">Null: the only one that the host belongs to.</param>
/// <param name="Reason">Always there for out.</param>
public sealed record HostInput(string Host, bool Out, string? Project, string? Environment, string? Reason) : ParsedCommand;

public sealed record StatusInput(string? Project) : ParsedCommand;

public sealed record HostsInput(string Project, string? Environment) : ParsedCommand;

/// <summary>Of a project, of a release, or with neither of all that the person may see.</summary>
public sealed record HistoryInput(string? Project, long? Release = null) : ParsedCommand;

public sealed record LogInput(long Release) : ParsedCommand;

public enum ReleaseVerb { Pause, Resume, Abort, Cancel, Approve, Reject, Withdraw, SignOff, Retry }

/// <param name="Reason">Always there for Reject.</param>
public sealed record ReleaseInput(ReleaseVerb Verb, long Release, string? Reason) : ParsedCommand;

/// <param name="For">Null: as long as usual.</param>
/// <param name="Steal">Also where somebody else has it.</param>
public sealed record LockInput(string Project, string? Environment, string Reason, TimeSpan? For, bool Steal) : ParsedCommand;

public sealed record UnlockInput(string Project, string? Environment) : ParsedCommand;

/// <param name="PlanOnly">Shows what was found, without the button that adopts it.</param>
public sealed record AdoptInput(string Project, string? Environment, bool PlanOnly) : ParsedCommand;

public sealed record ProjectsInput : ParsedCommand;

public sealed record WhoAmIInput : ParsedCommand;

/// <param name="Language">One of <see cref="Languages.All"/>; null: asks which it is.</param>
public sealed record LanguageInput(string? Language) : ParsedCommand;

/// <param name="Release">Whose page the link leads to; null: the front door.</param>
public sealed record LoginInput(long? Release) : ParsedCommand;

/// <param name="Command">A name of <see cref="CommandTable"/>; null: all that the person may do.</param>
public sealed record HelpInput(string? Command) : ParsedCommand;

/// <summary>Something needed is missing: the chat asks for it in a form.</summary>
/// <param name="Command">A name of <see cref="CommandTable"/>.</param>
/// <param name="Missing">What the form has to ask for, by name: <c>project</c>, <c>release</c>, <c>reason</c>.</param>
/// <param name="Known">What was typed already, by name; options under their own name without dashes.</param>
public sealed record FormWanted(string Command, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, string> Known) : ParsedCommand;
