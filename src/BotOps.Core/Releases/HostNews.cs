using BotOps.Core.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>
/// Tells that hosts have moved: once for all of a moment, after their rows were written. In their own transactions fifty hosts
/// would wait in line for the card's one row. A crash loses at most the last moment, and whoever takes the rollout over tells anew.
/// </summary>
public sealed class HostNews : IAsyncDisposable
{
    static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    readonly IServiceScopeFactory scopes;
    readonly long release;
    readonly TimeProvider clock;
    readonly ILogger logger;
    readonly SemaphoreSlim some = new(0);
    readonly CancellationTokenSource last = new();
    readonly Task telling;
    int moved, ended;

    public HostNews(IServiceScopeFactory scopes, long release, TimeProvider clock, ILogger logger)
    {
        (this.scopes, this.release, this.clock, this.logger) = (scopes, release, clock, logger);
        telling = Tell();
    }

    public void Moved(HostRun run)
    {
        if (run.Ended) Volatile.Write(ref ended, 1);
        if (Interlocked.Exchange(ref moved, 1) == 0) some.Release();
    }

    /// <summary>Tells what was not told yet.</summary>
    public async ValueTask DisposeAsync()
    {
        await last.CancelAsync();
        await telling;
        last.Dispose();
        some.Dispose();
    }

    async Task Tell()
    {
        while (!last.IsCancellationRequested)
        {
            await some.WaitAsync(last.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Interlocked.Exchange(ref moved, 0) == 1) await Raise(Interlocked.Exchange(ref ended, 0) == 1);
            await Task.Delay(Moment, clock, last.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (Interlocked.Exchange(ref moved, 0) == 1) await Raise(Interlocked.Exchange(ref ended, 0) == 1);
    }

    async Task Raise(bool anyEnded)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReleaseStory>().HostMoved(release, anyEnded, CancellationToken.None);
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            logger.LogWarning("The card of #{Release} is told later: {Error}", release, error.GetBaseException().Message);
            if (anyEnded) Volatile.Write(ref ended, 1);
            if (!last.IsCancellationRequested && Interlocked.Exchange(ref moved, 1) == 0) some.Release();
        }
    }
}
