using BotOps.Core;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts;

/// <summary>A call's own limit, whatever carries it: the script gives up before, so that only a host that hangs comes here.</summary>
static class CallWithin
{
    /// <param name="end">Ends the verb on the host; waits no longer than that call's limit, and its failure is nobody's.</param>
    public static async Task<HostAnswer> Limit(
        Host host, HostCall call, TimeProvider clock, Func<CancellationToken, Task<HostAnswer>> ask, Func<Host, HostCall, Task> end, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(call.Limit + HostScript.Grace, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            return await ask(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            if (call.Release > 0) await end(host, call);
            stopping.ThrowIfCancellationRequested();
            throw new HostUnreachable(host.Name, Texts.HostGaveNoAnswer(call.Verb, call.Limit));
        }
    }
}
