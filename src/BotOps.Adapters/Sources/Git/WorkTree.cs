using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Git;

/// <summary>
/// A commit's files in a folder, for one build. It is made as a worktree of the mirror and then cut off from it: no
/// <c>.git</c> is left, so that a build, which may run as another user, can neither read other repositories nor plant anything
/// in a mirror. Builds that ask git for their version take it from the environment that the build runner gives them.
/// </summary>
sealed class WorkTree(string directory, Mirror mirror, GitAccess access, GitClient git, TimeSpan limit)
{
    /// <summary>Needs no lock: git makes worktrees beside a fetch and beside each other.</summary>
    public async Task<GitResult> Lay(string commit, GitWords words, CancellationToken stopping)
    {
        var added = await git.Run(["--git-dir=" + mirror.Folder, "worktree", "add", "--quiet", "--detach", "--no-checkout", "--", directory, commit], GitAccess.None, limit, words, null, stopping);
        return added.Ok
            ? await git.Run(["-C", directory, "checkout", "--quiet", "--progress", "--force", "--detach", commit, "--"], GitAccess.None, limit, words, null, stopping)
            : added;
    }

    public async Task LaySubmodules(GitWords words, CancellationToken stopping)
    {
        var result = await git.Run(["-C", directory, "submodule", "update", "--init", "--recursive", "--progress"], access, limit, words, null, stopping);
        if (!result.Ok) throw GitFailure.Of(access, result, Texts.SubmodulesFailed);
    }

    /// <summary>Cuts the tree and its submodules off from the mirror.</summary>
    public async Task CutOff(bool submodules, CancellationToken stopping)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = submodules, AttributesToSkip = FileAttributes.ReparsePoint, MatchType = MatchType.Simple };
        foreach (var link in Directory.EnumerateFiles(directory, ".git", everywhere).ToList()) File.Delete(link);
        await Forget(stopping);
    }

    /// <summary>Takes the folder away, whatever is in it and whoever owns it.</summary>
    public async Task Remove(CancellationToken stopping)
    {
        await TreeFolders.Remove(directory, stopping);
        await Forget(stopping);
    }

    /// <summary>Git's notes on worktrees whose folder, or its <c>.git</c>, is gone.</summary>
    async Task Forget(CancellationToken stopping)
    {
        if (Directory.Exists(Path.Combine(mirror.Folder, "worktrees")))
            await git.Run(["--git-dir=" + mirror.Folder, "worktree", "prune"], GitAccess.None, limit, null, null, stopping);
    }
}
