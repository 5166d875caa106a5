using BotOps.Core.Hosts;
using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>
/// Hosts of one rollout leave the balancer and return to it. Those that do so at about the same time share one reload: twenty hosts in
/// parallel must not mean twenty. Each gets an answer that is newer than its own row.
/// </summary>
public sealed class RolloutBalancer(WriteBalancer write, TimeProvider clock)
{
    /// <summary>For so long others are waited for that are about to ask the same.</summary>
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    readonly Lock gate = new();
    Task<Written?> writing = Task.FromResult<Written?>(null);
    Task<Written?>? next;

    /// <summary>Its row says that it is on its way; nothing asks it any more when this returns, or the limit is over.</summary>
    internal async Task Leave(OnHost at)
    {
        if (at.Rollout.Balanced && await Write(at) is { } written)
            await at.Log.Write(at.Host.Name, Texts.Balancing.Left(written.Fronts, written.Undrained), at.Stopping);
    }

    /// <summary>Its row says that it was taken out, and nothing puts it back.</summary>
    internal async Task LeaveForGood(OnHost at)
    {
        if (at.Rollout.Balanced && await Write(at, at.Host.Name) is { } written)
            await at.Log.Write(at.Host.Name, Texts.Balancing.Left(written.Fronts, written.Undrained), at.Stopping);
    }

    /// <summary>It was found healthy, as its row says.</summary>
    internal async Task Return(OnHost at)
    {
        if (at.Rollout.Balanced && await Write(at) is { } written)
            await at.Log.Write(at.Host.Name, Texts.Balancing.Returned(written.Fronts), at.Stopping);
    }

    /// <summary>It failed or was skipped: the balancer is to have it or not, as its row says now. What cannot be written is told and fails nothing more.</summary>
    internal async Task Settle(OnHost at)
    {
        if (!at.Rollout.Balanced) return;
        try
        {
            await Write(at);
        }
        catch (HostFailed error)
        {
            await at.Log.Write(at.Host.Name, Texts.Balancing.NotSettled(error.Message), at.Stopping);
        }
    }

    Task<Written?> Write(OnHost at, string? takenOut = null)
    {
        lock (gate) return next ??= After(writing, at, takenOut);
    }

    async Task<Written?> After(Task before, OnHost at, string? takenOut)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        await Task.Delay(Gathering, clock, at.Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (writing, next) = (next!, null);
        return await write.Handle(at.Rollout.EnvironmentId, at.Rollout, takenOut, at.Log, at.Stopping);
    }
}
