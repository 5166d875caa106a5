using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

public enum QuestionKind { HostsFailed, FilesEdited, HookFailed }

/// <summary>What a release asks while it is AwaitingDecision. Each question is answered once, by its number.</summary>
/// <param name="Number">Counts the questions of one release; a press names the one that it answers.</param>
/// <param name="Hosts">The hosts that failed, or whose files were edited by hand.</param>
/// <param name="Says">What went wrong, in a sentence or two.</param>
/// <param name="AskedAt">When it was asked first.</param>
/// <param name="AskAgainAt">Operators and the pager are told again then; null: they were.</param>
/// <param name="AnswerBy">Nobody has answered by then: it stops here.</param>
/// <param name="Edits">For FilesEdited: what is different on which host.</param>
public sealed record Question(
    int Number, QuestionKind Kind, IReadOnlyList<string> Hosts, string Says, DateTimeOffset AskedAt, DateTimeOffset? AskAgainAt, DateTimeOffset AnswerBy,
    IReadOnlyList<FileEdit>? Edits = null)
{
    /// <summary>It can go on without the hosts that failed.</summary>
    public bool LeaveOut { get; init; } = true;

    /// <summary>For HookFailed: which, by its name in the catalog, and of which wave; 0: of the release.</summary>
    public string? Hook { get; init; }
    public int Wave { get; init; }
}

/// <summary>A managed file that was edited by hand on a host.</summary>
/// <param name="Path">Relative to the release's folder, as in the settings.</param>
/// <param name="Difference">A unified diff from what BotOps wrote to what is there now; empty unless it is <see cref="FileState.Changed"/>.</param>
/// <param name="Content">What is there now; empty unless it is <see cref="FileState.Changed"/>.</param>
public sealed record FileEdit(string Host, string Path, string Difference, string Content)
{
    public FileState State { get; init; }

    /// <summary>What BotOps wrote there, with the placeholders replaced.</summary>
    public string Was { get; init; } = "";

    /// <summary>That <see cref="Content"/> was read in.</summary>
    public string Encoding { get; init; } = FileText.Utf8;
}

/// <summary>What became of a managed file; only of a changed one is its content known.</summary>
public enum FileState { Changed, Deleted, TooLarge, Unreadable, NotAFile, NotText }
