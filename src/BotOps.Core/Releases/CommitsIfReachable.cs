using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Core.Releases;

/// <summary>Asks the source control where its answer is welcome but nothing may wait for it: it may be down, or slow.</summary>
public sealed class CommitsIfReachable(ReadCommits commits, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Where it cannot say what would disappear, what runs is taken to, so that Approve asks again; then Trouble is the reason,
    /// empty where it did not answer in time.
    /// </summary>
    public async Task<(Comparison Between, string? Trouble)> Between(Repository repository, string? from, string to, CancellationToken stopping)
    {
        var (between, trouble) = await Ask(token => commits.Between(repository, from, to, token), stopping);
        var runs = new CommitInfo(from ?? "", "", "", clock.GetUtcNow());
        return (between ?? new Comparison([], 0, [runs], 1, FromUnknown: true), trouble);
    }

    /// <summary>Title, author and time of a commit; null where it does not tell.</summary>
    public async Task<CommitInfo?> Info(Repository repository, string commit, CancellationToken stopping) =>
        (await Ask(token => commits.Resolve(repository, commit, token), stopping)).Answer?.Commit;

    async Task<(T? Answer, string? Trouble)> Ask<T>(Func<CancellationToken, Task<T>> question, CancellationToken stopping) where T : class
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return (await question(either.Token).WaitAsync(either.Token), null);
        }
        catch (Exception error) when (error is SourceError or UserError || (error is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            return (null, error is OperationCanceledException ? "" : error.Message);
        }
    }
}
