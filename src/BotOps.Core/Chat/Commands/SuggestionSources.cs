using BotOps.Core.Access;

namespace BotOps.Core.Chat.Commands;

/// <param name="Insert">The whole line once it is taken, with a blank at its end where more may follow.</param>
/// <param name="Label">What is shown: <c>--batch LIST</c>.</param>
/// <param name="What">One line of explanation; may be empty.</param>
public sealed record Suggestion(string Insert, string Label, string What);

/// <param name="What">One line: what runs there, who wrote it, when.</param>
public sealed record Named(string Name, string What = "");

/// <summary>Where names come from while a person types; each may be slow, and only the one that is needed is asked.</summary>
public sealed record SuggestionSources
{
    public required Func<Role, bool> May { get; init; }
    public Func<CancellationToken, Task<IReadOnlyList<Named>>> Projects { get; init; } = _ => None;

    /// <summary>Branches and tags of a project, the likeliest first; given what was typed of the name so far.</summary>
    public Func<string, string, CancellationToken, Task<IReadOnlyList<Named>>> References { get; init; } = (_, _, _) => None;

    /// <summary>Builds of a project that can be deployed as they are, newest first, as <c>build:17</c>.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<Named>>> Builds { get; init; } = (_, _) => None;

    /// <summary>Every host that belongs to a project.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Named>>> EveryHost { get; init; } = _ => None;

    /// <summary>Of a project.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<Named>>> Environments { get; init; } = (_, _) => None;

    /// <summary>Of a project and, where it was typed, an environment.</summary>
    public Func<string, string?, CancellationToken, Task<IReadOnlyList<Named>>> Hosts { get; init; } = (_, _, _) => None;

    /// <summary>Releases that the command could mean, newest first, as <c>42</c>; given the command's name.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<Named>>> Releases { get; init; } = (_, _) => None;

    /// <summary>Handles, with the person's name.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<Named>>> Persons { get; init; } = _ => None;

    static Task<IReadOnlyList<Named>> None => Task.FromResult<IReadOnlyList<Named>>([]);
}
