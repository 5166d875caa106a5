using BotOps.Core;
using BotOps.Core.Hosts;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Hosts;

/// <summary>A call's own limit, whatever carries it: the script gives up before, so that only a host that hangs comes here.</summary>
static class CallWithin
{
    /// <param name="end">Makes the call that ends the verb on the host.</param>
    public static async Task<HostAnswer> Limit(
        Host host, HostCall call, TimeProvider clock, ILogger logger, Func<CancellationToken, Task<HostAnswer>> ask, Func<HostCall, CancellationToken, Task> end, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(call.Limit + HostScript.Grace, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            return await ask(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (call.Release > 0) await End(host, call, clock, logger, end);
            stopping.ThrowIfCancellationRequested();
            throw new HostUnreachable(host.Name, Texts.HostGaveNoAnswer(call.Verb, call.Limit));
        }
    }

    /// <summary>Where it does not get through, the verb ends at its own limit, and its fence keeps it from acting once somebody has taken over.</summary>
    static async Task End(Host host, HostCall call, TimeProvider clock, ILogger logger, Func<HostCall, CancellationToken, Task> end)
    {
        var ending = HostScript.End(call);
        using var limit = new CancellationTokenSource(ending.Limit, clock); // the caller has given up already
        try
        {
            await end(ending, limit.Token);
        }
        catch (Exception error) when (error is HostUnreachable or OperationCanceledException)
        {
            logger.LogWarning("{Host}: {Verb} of #{Release} was not ended there ({Why}); its own limit ends it", host.Name, call.Verb, call.Release, (error as HostUnreachable)?.Why ?? error.Message);
        }
    }
}
