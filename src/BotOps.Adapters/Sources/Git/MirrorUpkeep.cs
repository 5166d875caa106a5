using BotOps.Core.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Sources.Git;

/// <summary>
/// At the start and once a day: ends git processes and half clones that a kill left, forgets worktrees that are gone, and packs.
/// A mirror that someone works on is left for the next time.
/// </summary>
sealed class MirrorUpkeep(Mirrors mirrors, GitClient git, GitOptions options, TimeProvider clock, ILogger<MirrorUpkeep> logger) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await Task.Yield(); // the start of BotOps does not wait for it
        using var timer = new PeriodicTimer(Between, clock);
        do
            foreach (var mirror in mirrors.All().ToList()) await Tidy(mirror, stopping);
        while (await timer.WaitForNextTickAsync(stopping));
    }

    async Task Tidy(Mirror mirror, CancellationToken stopping)
    {
        try
        {
            using var held = FolderLock.TryTake(mirror.LockFile);
            if (held is null) return;

            mirror.RemoveLeftovers();
            if (!mirror.Exists) return;
            await git.Run(["--git-dir=" + mirror.Folder, "worktree", "prune"], GitAccess.None, options.CloneLimit, null, held, stopping);
            await git.Run(["--git-dir=" + mirror.Folder, "gc", "--auto", "--quiet"], GitAccess.None, options.CloneLimit, null, held, stopping);
        }
        catch (Exception e) when (e is SourceError or IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("The mirror {Mirror} could not be tidied: {Reason}", mirror.Folder, e.Message);
        }
    }
}
