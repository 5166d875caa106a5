using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Sources.Git;

/// <summary>Git repositories: the git client moves data into this machine's mirrors, LibGit2Sharp reads them.</summary>
sealed class GitSource(Mirrors mirrors, GitClient git, GitOptions options, SecretReferences secrets, TimeProvider clock, ILogger<GitSource> logger) : ISourceControl, IAsyncDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource closing = new();
    readonly Lock refreshing = new();
    readonly Dictionary<string, Task> refreshes = [];

    public string Kind => "git";

    public async Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping)
    {
        RefName.Check(reference);
        var access = await GitAccess.To(repository, secrets, stopping);
        var mirror = mirrors.Of(access.Address);
        await mirror.Update(access, null, stopping);

        if (await Read(mirror, access, m => MirrorReader.Resolve(m, reference), stopping) is { } found) return found;
        if (CommitId.IsWhole(reference) && await mirror.Bring(reference, access, null, stopping) && MirrorReader.Resolve(mirror.Folder, reference) is { } brought)
            return brought;
        throw Unknown(repository, reference, MirrorReader.Names(mirror.Folder));
    }

    public async Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping)
    {
        var access = await GitAccess.To(repository, secrets, stopping);
        var mirror = mirrors.Of(access.Address);
        if (!CommitId.IsWhole(to) || !await Have(to, mirror, access, null, stopping)) throw new SourceError(Texts.CommitMissing(to, access.Url));
        if (CommitId.IsWhole(from)) await Have(from, mirror, access, null, stopping); // else it is of another source control, which the project had before
        return await Read(mirror, access, m => MirrorReader.Compare(m, from, to), stopping);
    }

    public async Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping)
    {
        var access = await GitAccess.To(repository, secrets, stopping);
        var mirror = mirrors.Of(access.Address);
        return CommitId.IsWhole(commit) && await Have(commit, mirror, access, null, stopping) && await Read(mirror, access, m => MirrorReader.IsOn(m, commit, branches), stopping);
    }

    public async Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping)
    {
        var access = await GitAccess.To(repository, secrets, stopping);
        var mirror = mirrors.Of(access.Address);
        if (!mirror.Exists || mirror.UpdatedAt == 0 || clock.GetElapsedTime(mirror.UpdatedAt) >= Fresh)
        {
            var refresh = Refresh(mirror, access);
            if (!mirror.Exists) await Task.WhenAny(refresh, Task.Delay(Patience, clock, stopping));
        }
        return mirror.Exists ? NameSuggestions.Of(MirrorReader.Names(mirror.Folder), text, most) : [];
    }

    public async Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping)
    {
        var access = await GitAccess.To(repository, secrets, stopping);
        var mirror = mirrors.Of(access.Address);
        var words = new GitWords(log, clock);
        if (Path.Exists(directory)) throw new IOException($"{directory} exists."); // and is not ours to take away below
        if (!await Have(commit, mirror, access, words, stopping)) throw new SourceError(Texts.CommitMissing(commit, access.Url));

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(directory))!);
        var tree = new WorkTree(directory, mirror, access, git, options.CloneLimit);
        try
        {
            await Lay(tree, commit, mirror, access, words, stopping);
            if (repository.Submodules) await tree.LaySubmodules(words, stopping);
            await tree.CutOff(repository.Submodules, stopping);
            return MirrorReader.Describe(mirror.Folder, commit);
        }
        catch
        {
            await tree.Remove(CancellationToken.None);
            throw;
        }
    }

    public Task Remove(Repository repository, string directory, CancellationToken stopping)
    {
        var address = GitAddress.Parse(repository.Url);
        return new WorkTree(directory, mirrors.Of(address), GitAccess.None, git, options.CloneLimit).Remove(stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Task[] left;
        lock (refreshing) left = [.. refreshes.Values];
        await Task.WhenAll(left);
        closing.Dispose();
    }

    /// <summary>Contacts the server only for a commit that the mirror lacks.</summary>
    static async Task<bool> Have(string commit, Mirror mirror, GitAccess access, GitWords? words, CancellationToken stopping)
    {
        if (!CommitId.IsWhole(commit)) throw new ArgumentException($"{RefName.Shown(commit)} is not a whole commit id.", nameof(commit));
        if (mirror.Exists && await Read(mirror, access, m => MirrorReader.Has(m, commit), stopping)) return true;
        await mirror.Update(access, words, stopping);
        return MirrorReader.Has(mirror.Folder, commit)
            || await mirror.Bring(commit, access, words, stopping) && MirrorReader.Has(mirror.Folder, commit);
    }

    /// <summary>Reads the mirror; one whose objects prove to be broken is cloned again, once.</summary>
    static async Task<T> Read<T>(Mirror mirror, GitAccess access, Func<string, T> question, CancellationToken stopping)
    {
        try
        {
            return await Task.Run(() => question(mirror.Folder), stopping);
        }
        catch (LibGit2Sharp.LibGit2SharpException)
        {
            await mirror.Replace(access, null, stopping);
            return await Task.Run(() => question(mirror.Folder), stopping);
        }
    }

    static async Task Lay(WorkTree tree, string commit, Mirror mirror, GitAccess access, GitWords words, CancellationToken stopping)
    {
        var result = await tree.Lay(commit, words, stopping);
        if (!result.Ok && GitFailure.SpeaksOfCorruption(result, mirror.Folder))
        {
            await mirror.Replace(access, words, stopping);
            await tree.Remove(stopping);
            result = await tree.Lay(commit, words, stopping);
        }
        if (!result.Ok) throw GitFailure.Of(access, result, Texts.CheckoutFailed(commit));
    }

    /// <summary>One at a time per mirror, for names only: a failure is left to the next command, which tells the person.</summary>
    Task Refresh(Mirror mirror, GitAccess access)
    {
        lock (refreshing)
        {
            if (refreshes.TryGetValue(mirror.Folder, out var under) && !under.IsCompleted) return under;
            return refreshes[mirror.Folder] = Task.Run(() => Quietly(mirror, access));
        }
    }

    async Task Quietly(Mirror mirror, GitAccess access)
    {
        try
        {
            await mirror.Update(access, null, closing.Token);
        }
        catch (SourceError e)
        {
            logger.LogWarning("Names of branches are stale: {Reason}", e.Message);
        }
        catch (OperationCanceledException)
        {
            // BotOps stops
        }
    }

    static UserError Unknown(Repository repository, string typed, IReadOnlyList<string> names) => names.Count == 0
        ? new UserError(Texts.RepositoryEmpty(repository.Url))
        : new UserError(Texts.RefUnknown(RefName.Shown(typed), repository.Url, DidYouMean.Closest(typed, names), names), atFault: RefName.Shown(typed));
}
