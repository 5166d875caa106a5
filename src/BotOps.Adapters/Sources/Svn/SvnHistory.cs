using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Compares what led to two commits. A revision is common to both only where both were the same folder then: a commit may change two branches at once.</summary>
sealed class SvnHistory(SvnServer server)
{
    const int MostCommits = 200, FirstLook = 400;

    /// <exception cref="SourceError">The server does not answer.</exception>
    public async Task<Comparison?> Compare(SvnCommit from, SvnCommit to, CancellationToken stopping)
    {
        var wanted = await server.Log(to.Path, to.Revision, FirstLook, stopping);
        if (wanted.Count == 0) return null; // what is asked for is not there

        var runs = await server.Log(from.Path, from.Revision, FirstLook, stopping);
        if (runs.Count == 0) return FromUnknown($"{from}", to, wanted);

        var common = await Common(from, to, runs, wanted, stopping);
        if (common is null && (wanted.Count == FirstLook || runs.Count == FirstLook))
        {
            runs = With(await server.Log(from.Path, from.Revision, null, stopping), runs);
            wanted = With(await server.Log(to.Path, to.Revision, null, stopping), wanted);
            common = await Common(from, to, runs, wanted, stopping);
        }
        return Between(from, to, runs, wanted, common ?? 0);
    }

    /// <summary>As of commits that the repository does not have.</summary>
    public async Task<Comparison?> FromUnknown(string from, SvnCommit to, CancellationToken stopping)
    {
        var wanted = await server.Log(to.Path, to.Revision, MostCommits, stopping);
        return wanted.Count == 0 ? null : FromUnknown(from, to, wanted);
    }

    static Comparison FromUnknown(string from, SvnCommit to, IReadOnlyList<SvnEntry> wanted) =>
        new([.. wanted.Take(MostCommits).Select(e => Info(to.Path, e))], Math.Min(wanted.Count, MostCommits), [new CommitInfo(from, "", "", default)], 1, FromUnknown: true);

    static Comparison Between(SvnCommit from, SvnCommit to, IReadOnlyList<SvnEntry> runs, IReadOnlyList<SvnEntry> wanted, long common)
    {
        var (added, gone) = Apart(runs, wanted, common);
        return new([.. added.Take(MostCommits).Select(e => Info(to.Path, e))], added.Count, [.. gone.Take(MostCommits).Select(e => Info(from.Path, e))], gone.Count);
    }

    /// <summary>What each has that the other has not, of what came after what they have in common.</summary>
    internal static (IReadOnlyList<SvnEntry> Added, IReadOnlyList<SvnEntry> Gone) Apart(IReadOnlyList<SvnEntry> runs, IReadOnlyList<SvnEntry> wanted, long common)
    {
        var (has, wants) = (runs.Select(e => e.Revision).ToHashSet(), wanted.Select(e => e.Revision).ToHashSet());
        return ([.. wanted.Where(e => e.Revision > common && !has.Contains(e.Revision))], [.. runs.Where(e => e.Revision > common && !wants.Contains(e.Revision))]);
    }

    public static CommitInfo Info(string path, SvnEntry entry) => new($"{new SvnCommit(path, entry.Revision)}", entry.Title, entry.Author, entry.At);

    /// <summary>The newest revision at which both were the same folder; from there back they are the same.</summary>
    async Task<long?> Common(SvnCommit from, SvnCommit to, IReadOnlyList<SvnEntry> runs, IReadOnlyList<SvnEntry> wanted, CancellationToken stopping)
    {
        var candidates = runs.Select(e => e.Revision).Intersect(wanted.Select(e => e.Revision)).OrderDescending().ToList();
        var (low, high) = (0, candidates.Count); // the first that is the same lies from low on
        for (var at = 0; low < high; at = (low + high) / 2)
        {
            if (await Same(from, to, candidates[at], stopping)) high = at;
            else low = at + 1;
        }
        return low < candidates.Count ? candidates[low] : null;
    }

    async Task<bool> Same(SvnCommit from, SvnCommit to, long revision, CancellationToken stopping) =>
        await server.WhereWas(from.Path, from.Revision, revision, stopping) is { } one
        && one == await server.WhereWas(to.Path, to.Revision, revision, stopping);

    /// <summary>A log without messages, with those that are known.</summary>
    static List<SvnEntry> With(IReadOnlyList<SvnEntry> all, IReadOnlyList<SvnEntry> told)
    {
        var known = told.ToDictionary(e => e.Revision);
        return [.. all.Select(e => known.GetValueOrDefault(e.Revision, e))];
    }
}
