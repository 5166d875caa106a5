using Microsoft.Extensions.Logging;

namespace BotOps.Core.Jobs;

/// <summary>
/// Keeps a lease while work goes on. Losing it (the row says another) cancels <see cref="Lost"/>; a database that does not
/// answer does not: whoever acts in the meantime is held back by the host's fence or by the condition on the final write.
/// </summary>
public sealed class Lease : IAsyncDisposable
{
    readonly CancellationTokenSource lost;
    readonly CancellationTokenSource done = new();
    readonly Task keeping;

    /// <param name="renew">Prolongs the lease in the database; false when it is another's.</param>
    public Lease(TimeSpan length, Func<CancellationToken, Task<bool>> renew, TimeProvider clock, ILogger log, CancellationToken stopping)
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        keeping = Keep(length / 3, renew, clock, log);
    }

    /// <summary>Cancelled when the lease is another's or BotOps stops.</summary>
    public CancellationToken Lost => lost.Token;

    async Task Keep(TimeSpan pause, Func<CancellationToken, Task<bool>> renew, TimeProvider clock, ILogger log)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, done.Token);
                try
                {
                    if (await renew(done.Token)) continue;
                    await lost.CancelAsync();
                    return;
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    log.LogWarning("The lease could not be renewed, trying again: {Error}", error.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the work is done
        }
    }

    /// <summary>
    /// Gives it back when no renewal is under way any more, and none follows: one that ended after that would take it again, for a
    /// worker that does nothing any more.
    /// </summary>
    public async Task GiveBack(Func<Task> giveBack)
    {
        await Stop();
        await giveBack();
    }

    async Task Stop()
    {
        await done.CancelAsync();
        await keeping;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        done.Dispose();
        lost.Dispose();
    }
}
