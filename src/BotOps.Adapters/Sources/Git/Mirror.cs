using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Git;

/// <summary>This machine's bare copy of one repository: its branches and tags, and every commit that was ever on one.</summary>
sealed class Mirror(string folder, GitClient git, GitOptions options, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim turn = new(1);
    Visit? last;

    /// <summary>One visit to the server and how it ended.</summary>
    sealed record Visit(long Began, GitAccess Access, SourceError? Failure);

    public string Folder => folder;
    public string LockFile => Path.ChangeExtension(folder, ".lock");
    public bool Exists => Directory.Exists(folder);

    /// <summary>When this process last brought it up to date, as a timestamp of the clock; zero for never.</summary>
    public long UpdatedAt { get; private set; }

    /// <summary>Brings all branches and tags; the first time, or when the mirror is broken, everything.</summary>
    /// <exception cref="SourceError">The server did not give them; the mirror is as it was.</exception>
    public async Task Update(GitAccess access, GitWords? words, CancellationToken stopping)
    {
        var asked = clock.GetTimestamp();
        await turn.WaitAsync(stopping);
        try
        {
            // Whoever waited while another asked the server takes that answer, be it good or bad.
            if (last is { } visit && visit.Began >= asked && Same(visit.Access, access))
            {
                if (visit.Failure is { } failure) throw new SourceError(failure.Message);
                return;
            }
            await Visiting(access, words, stopping);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Brings one commit that is on no branch, where the server allows it.</summary>
    public async Task<bool> Bring(string commit, GitAccess access, GitWords? words, CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            using var held = await Lock(access, stopping);
            var result = await git.Run(Command("fetch", "--no-tags", "--no-write-fetch-head", "--progress", "--", access.Url, commit), access, options.FetchLimit, words, held, stopping);
            return result.Ok;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Clones it anew after its own objects proved to be broken.</summary>
    public async Task Replace(GitAccess access, GitWords? words, CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            using var held = await Lock(access, stopping);
            await Clone(access, words, held, stopping);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task Visiting(GitAccess access, GitWords? words, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        try
        {
            using var held = await Lock(access, stopping);
            if (Exists) await Fetch(access, words, held, stopping);
            else await Clone(access, words, held, stopping);
            last = new(began, access, null);
            UpdatedAt = clock.GetTimestamp();
        }
        catch (SourceError failure)
        {
            last = new(began, access, failure);
            throw;
        }
    }

    async Task Fetch(GitAccess access, GitWords? words, FolderLock held, CancellationToken stopping)
    {
        var arguments = Command(
            "fetch", "--prune", "--no-tags", "--no-write-fetch-head", "--progress", "--", access.Url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");
        var result = await git.Run(arguments, access, options.FetchLimit, words, held, stopping);
        if (!result.Ok && RemoveStaleLocks()) result = await git.Run(arguments, access, options.FetchLimit, words, held, stopping);
        if (result.Ok) return;

        if (!GitFailure.SpeaksOfCorruption(result, folder) && !MirrorReader.Broken(folder)) throw GitFailure.Of(access, result);
        await Clone(access, words, held, stopping);
    }

    async Task Clone(GitAccess access, GitWords? words, FolderLock held, CancellationToken stopping)
    {
        RemoveLeftovers();
        var part = $"{folder[..^".git".Length]}.{Guid.NewGuid():N}.part";
        try
        {
            var result = await git.Run(["clone", "--bare", "--template=", "--progress", "--", access.Url, part], access, options.CloneLimit, words, held, stopping);
            if (!result.Ok) throw GitFailure.Of(access, result);
            if (Exists) Directory.Move(folder, Path.ChangeExtension(part, ".old"));
            Directory.Move(part, folder);
        }
        finally
        {
            RemoveLeftovers();
        }
    }

    async Task<FolderLock> Lock(GitAccess access, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(options.FetchLimit + options.CloneLimit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await FolderLock.Take(LockFile, ending.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new SourceError(Texts.GitBusy(access.Url));
        }
    }

    /// <summary>Nobody else works on the refs while we hold the lock, so a lock of git's own is from a process that died.</summary>
    bool RemoveStaleLocks()
    {
        var stale = Directory.EnumerateFiles(folder, "*.lock")
            .Concat(new[] { "refs", "objects" }.Select(f => Path.Combine(folder, f)).Where(Directory.Exists)
                .SelectMany(f => Directory.EnumerateFiles(f, "*.lock", SearchOption.AllDirectories)))
            .ToList();
        stale.ForEach(File.Delete);
        return stale.Count > 0;
    }

    /// <summary>What a clone that was killed left. Under the lock only.</summary>
    public void RemoveLeftovers()
    {
        var name = Path.GetFileNameWithoutExtension(folder);
        foreach (var left in Directory.EnumerateDirectories(Path.GetDirectoryName(folder)!, $"{name}.*").Where(d => d.EndsWith(".part", StringComparison.Ordinal) || d.EndsWith(".old", StringComparison.Ordinal)))
            Directory.Delete(left, recursive: true);
    }

    public void Dispose() => turn.Dispose();

    static bool Same(GitAccess one, GitAccess other) =>
        one.Address == other.Address && one.Environment.Count == other.Environment.Count && !one.Environment.Except(other.Environment).Any();

    List<string> Command(params IEnumerable<string> arguments) => ["--git-dir=" + folder, .. arguments];
}
