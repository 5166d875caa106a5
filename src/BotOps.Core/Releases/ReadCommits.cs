using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Core.Releases;

/// <summary>Asks the source control that a repository names.</summary>
public sealed class ReadCommits(IEnumerable<ISourceControl> sources)
{
    public Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping) =>
        For(repository).Resolve(repository, reference, stopping);

    /// <param name="from">Null: nothing runs yet, so nothing disappears.</param>
    public Task<Comparison> Between(Repository repository, string? from, string to, CancellationToken stopping) =>
        from is null || from == to ? Task.FromResult(Comparison.None) : For(repository).Compare(repository, from, to, stopping);

    /// <summary>Whether the commit is on one of these branches, in which <c>*</c> stands for anything.</summary>
    public Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping) =>
        For(repository).IsOn(repository, commit, branches, stopping);

    public ISourceControl For(Repository repository) => sources.FirstOrDefault(s => s.Kind == repository.Kind)
        ?? throw new UserError(Texts.NoSourceControl(repository.Kind));
}
