namespace BotOps.Sandbox.Chat;

/// <summary>What the composer shows while a person types; what they may not do is not offered.</summary>
public interface IComposerHelp
{
    Task<ComposerHelp> Suggest(Guid personId, string text, CancellationToken stopping);

    /// <summary>Whole commands for a person who has not written yet, best first.</summary>
    Task<IReadOnlyList<string>> Examples(Guid personId, CancellationToken stopping);
}

/// <param name="Reads">How the line would be understood, in one sentence.</param>
public sealed record ComposerHelp(string? Reads, IReadOnlyList<Suggestion> Suggestions);

/// <param name="Text">The whole line once this is taken.</param>
/// <param name="Word">What is offered: <c>--batch</c>.</param>
/// <param name="Argument">What it wants after it: <c>LIST</c>.</param>
/// <param name="What">What it does, in a few words.</param>
public sealed record Suggestion(string Text, string Word, string? Argument, string What);
