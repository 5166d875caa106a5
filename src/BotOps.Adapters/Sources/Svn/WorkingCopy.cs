using System.Security.Cryptography;
using System.Text;
using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>
/// This machine's working copy of one project. It is switched from commit to commit, so that only what differs comes over the network, and
/// its files are exported into the folder of a build, which has nothing of svn's in it.
/// </summary>
sealed class WorkingCopy(string folder, SvnClient svn, SvnOptions options, TimeProvider clock)
{
    public string LockFile => folder + ".lock";

    public static WorkingCopy Of(SvnAddress address, SvnHome home, SvnClient svn, SvnOptions options, TimeProvider clock) =>
        new(Path.Combine(home.Copies, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Url)))[..40]), svn, options, clock);

    /// <exception cref="SourceError">The server did not give it, or the files could not be written.</exception>
    public async Task Export(SvnCommit commit, SvnAccess access, string directory, CancellationToken stopping)
    {
        using var held = await Lock(access, stopping);
        await Bring(commit, access, held, stopping);

        // As the server gave them: whatever a kill left of the files beside
        var result = await svn.Run(["export", "--quiet", "--ignore-externals", "-r", "BASE", folder + "@", directory + "@"], SvnAccess.None, options.CheckoutLimit, held, stopping);
        if (!result.Ok) throw SvnFailure.Of(access, result, Texts.CheckoutFailed($"{commit}"));
    }

    /// <summary>Takes away what no commit of late needed, and what a kill left. Not while someone works on it.</summary>
    public async Task Tidy(CancellationToken stopping)
    {
        using var held = FolderLock.TryTake(LockFile);
        if (held is not null && Directory.Exists(folder)) await svn.Run(["cleanup", "--vacuum-pristines", folder + "@"], SvnAccess.None, options.CheckoutLimit, held, stopping);
    }

    async Task Bring(SvnCommit commit, SvnAccess access, FolderLock held, CancellationToken stopping)
    {
        var from = access.Address.At(commit.Path, commit.Revision);
        if (Directory.Exists(folder))
        {
            var switched = await svn.Run(["switch", "--quiet", "--ignore-externals", "--ignore-ancestry", from, folder], access, options.CheckoutLimit, held, stopping);
            if (switched.Ok) return;
            if (SvnFailure.IsServers(switched)) throw SvnFailure.Of(access, switched);
            await TreeFolders.Remove(folder, stopping); // a kill left it half done, or there is another repository at this address now
        }

        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var result = await svn.Run(["checkout", "--quiet", "--ignore-externals", from, folder], access, options.CheckoutLimit, held, stopping);
        if (!result.Ok) throw SvnFailure.Of(access, result);
    }

    async Task<FolderLock> Lock(SvnAccess access, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(options.CheckoutLimit * 2, clock);
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
}
