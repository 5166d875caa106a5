using System.Diagnostics;

namespace BotOps.Benchmarks.Rig;

/// <summary>What one would do by hand with a mirror: fetch, then a worktree.</summary>
sealed class BareGit(string mirror, string server)
{
    readonly string url = $"file://{server}";

    public Task Mirror(CancellationToken stopping) => LongHistory.Git(["clone", "--quiet", "--bare", url, mirror]).ExecuteAsync(stopping);

    public async Task<TimeSpan> Lay(string commit, string folder, CancellationToken stopping)
    {
        var since = Stopwatch.GetTimestamp();
        await LongHistory.Git(["--git-dir", mirror, "fetch", "--quiet", "--prune", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]).ExecuteAsync(stopping);
        await LongHistory.Git(["--git-dir", mirror, "worktree", "add", "--quiet", "--detach", folder, commit]).ExecuteAsync(stopping);
        var took = Stopwatch.GetElapsedTime(since);
        await LongHistory.Git(["--git-dir", mirror, "worktree", "remove", "--force", folder]).ExecuteAsync(stopping);
        return took;
    }

    public async Task<TimeSpan> FreshClone(string folder, CancellationToken stopping)
    {
        var since = Stopwatch.GetTimestamp();
        await LongHistory.Git(["clone", "--quiet", url, folder]).ExecuteAsync(stopping);
        return Stopwatch.GetElapsedTime(since);
    }
}
