using BotOps.Core.Logs;
using BotOps.Core.Projects;

namespace BotOps.Core.Sources;

/// <summary>Reads a repository. Every failure that a person can mend is a <see cref="SourceError"/>.</summary>
public interface ISourceControl
{
    /// <summary>As in <see cref="Repository.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Brings the machine's mirror up to date and resolves a branch, tag or commit.</summary>
    Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping);

    /// <summary>Commits between what runs and what is asked for; reads the mirror only, fetching if a commit is missing.</summary>
    Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping);

    /// <summary>Whether the commit is on one of these branches, in which <c>*</c> stands for anything; reads the mirror as <see cref="Resolve"/> left it.</summary>
    Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping);

    /// <summary>Branch and tag names that begin with or contain the text, best first.</summary>
    Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping);

    /// <summary>Lays the commit's tree into <paramref name="directory"/>, which must not exist; progress goes to the log. Returns what it laid.</summary>
    Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping);

    /// <summary>Takes away what <see cref="Checkout"/> made, also half made.</summary>
    Task Remove(Repository repository, string directory, CancellationToken stopping);
}

/// <param name="Name">As typed, completed: <c>master</c>, <c>v1.2</c>, <c>branches/x</c>, or the whole commit id.</param>
/// <param name="Kind"><c>branch</c>, <c>tag</c> or <c>commit</c></param>
public sealed record Revision(string Name, string Kind, CommitInfo Commit);

/// <param name="Id">Means this very commit for ever; see <see cref="CommitName"/>.</param>
public sealed record CommitInfo(string Id, string Title, string Author, DateTimeOffset At)
{
    public string Short => CommitName.Short(Id);
}

/// <param name="Added">Newest first; at most 200, <paramref name="AddedCount"/> is the whole number.</param>
/// <param name="Gone">Commits that run now and would disappear; empty when what runs is an ancestor.</param>
/// <param name="FromUnknown">
/// What runs is not in the repository any more: Added are then the newest commits of what is asked for, and Gone holds only what
/// runs, without title and author.
/// </param>
public sealed record Comparison(IReadOnlyList<CommitInfo> Added, int AddedCount, IReadOnlyList<CommitInfo> Gone, int GoneCount, bool FromUnknown = false)
{
    public static Comparison None { get; } = new([], 0, [], 0);
}

/// <summary>The repository said no: wrong address, credential, or name. The message says which and what to do.</summary>
public sealed class SourceError(string message, Exception? inner = null) : Exception(message, inner);
