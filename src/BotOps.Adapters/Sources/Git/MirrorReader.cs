using BotOps.Core;
using BotOps.Core.Sources;
using LibGit2Sharp;

namespace BotOps.Adapters.Sources.Git;

/// <summary>Reads a mirror in this process. Opened anew for each question, so that it sees what was fetched since.</summary>
static class MirrorReader
{
    const int MostCommits = 200;

    /// <summary>A branch before a tag before a commit id; null where there is none of them.</summary>
    /// <exception cref="UserError">More than one commit begins so.</exception>
    public static Revision? Resolve(string mirror, string name)
    {
        using var repository = new Repository(mirror);
        if (Tip(repository, $"refs/heads/{name}") is { } branch) return new(name, "branch", Info(branch));
        if (Tip(repository, $"refs/tags/{name}") is { } tag) return new(name, "tag", Info(tag));
        if (!CommitId.IsPart(name)) return null;
        try
        {
            return repository.Lookup(name)?.Peel<Commit>() is { } commit ? new(commit.Sha, "commit", Info(commit)) : null;
        }
        catch (AmbiguousSpecificationException)
        {
            throw new UserError(Texts.CommitAmbiguous(name), atFault: name);
        }
        catch (InvalidSpecificationException)
        {
            return null; // an object of another type
        }
    }

    public static bool Has(string mirror, string commit)
    {
        using var repository = new Repository(mirror);
        return repository.Lookup<Commit>(commit) is not null;
    }

    /// <summary>Of a whole commit id that <see cref="Has"/> found.</summary>
    public static CommitInfo Describe(string mirror, string commit)
    {
        using var repository = new Repository(mirror);
        return Info(repository.Lookup<Commit>(commit));
    }

    /// <summary>Short names of branches, then of tags.</summary>
    public static IReadOnlyList<string> Names(string mirror)
    {
        using var repository = new Repository(mirror);
        return repository.Refs.Select(r => r.CanonicalName)
            .Where(r => r.StartsWith("refs/heads/", StringComparison.Ordinal) || r.StartsWith("refs/tags/", StringComparison.Ordinal))
            .OrderBy(r => r, StringComparer.Ordinal)
            .Select(r => r[(r.IndexOf('/', "refs/".Length) + 1)..])
            .Distinct()
            .ToList();
    }

    /// <param name="from">May be missing; see <see cref="Comparison.FromUnknown"/>.</param>
    public static Comparison Compare(string mirror, string from, string to)
    {
        using var repository = new Repository(mirror);
        if (!CommitId.IsWhole(from) || repository.Lookup<Commit>(from) is null)
        {
            var newest = repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = to, SortBy = CommitSortStrategies.Time }).Take(MostCommits).Select(Info).ToList();
            return new(newest, newest.Count, [new CommitInfo(from, "", "", default)], 1, FromUnknown: true);
        }
        var (added, addedCount) = Between(repository, from, to);
        var (gone, goneCount) = Between(repository, to, from);
        return new(added, addedCount, gone, goneCount);
    }

    public static bool IsOn(string mirror, string commit, IReadOnlyList<string> branches)
    {
        using var repository = new Repository(mirror);
        var wanted = repository.Lookup<Commit>(commit);
        return repository.Refs.FromGlob("refs/heads/*").Where(r => BranchPatterns.Mean(branches, r.CanonicalName["refs/heads/".Length..]))
            .Select(r => Tip(repository, r.CanonicalName)).OfType<Commit>()
            .Any(tip => repository.ObjectDatabase.FindMergeBase(tip, wanted)?.Sha == commit);
    }

    /// <summary>False only when it opens and every branch and tag leads to an object.</summary>
    public static bool Broken(string mirror)
    {
        try
        {
            using var repository = new Repository(mirror);
            return repository.Refs.Any(r => r is DirectReference { Target: null });
        }
        catch (LibGit2SharpException)
        {
            return true;
        }
    }

    static (List<CommitInfo> Newest, int Count) Between(Repository repository, string without, string with)
    {
        var newest = new List<CommitInfo>();
        var count = 0;
        var filter = new CommitFilter { IncludeReachableFrom = with, ExcludeReachableFrom = without, SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time };
        foreach (var commit in repository.Commits.QueryBy(filter))
            if (++count <= MostCommits) newest.Add(Info(commit));
        return (newest, count);
    }

    static Commit? Tip(Repository repository, string reference)
    {
        try
        {
            return repository.Refs[reference]?.ResolveToDirectReference()?.Target?.Peel<Commit>();
        }
        catch (InvalidSpecificationException)
        {
            return null; // a tag of a file or a tree
        }
    }

    static CommitInfo Info(Commit commit) => new(commit.Sha, commit.MessageShort, commit.Author.Name, commit.Committer.When);
}
