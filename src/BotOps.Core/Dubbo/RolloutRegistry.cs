using BotOps.Core.Hosts;
using BotOps.Core.Releases;

namespace BotOps.Core.Dubbo;

/// <summary>Hosts of one rollout leave dubbo's registry and return to it. A provider registers by itself when it starts, which its health check proves.</summary>
static class RolloutRegistry
{
    /// <summary>
    /// Consumers hear that it leaves, and their calls end. One that refuses keeps its host from being stopped, unless that is out already
    /// or on its way back: to leave a broken version where it is would be no choice.
    /// </summary>
    public static async Task Leave(OnHost at, HostRun run)
    {
        if (Call(at, run, HostVerbs.Offline) is not { } call) return;
        try
        {
            await at.Call(call);
        }
        catch (HostFailed refused) when (!Serves(at, run))
        {
            await at.Log.Write(at.Host.Name, Texts.Dubbo.StoppedAllTheSame(refused.Message), at.Stopping);
        }
    }

    /// <summary>It goes on running, and another release may have taken it out.</summary>
    public static async Task Return(OnHost at, HostRun run)
    {
        if (Call(at, run, HostVerbs.Online) is { } call) await at.Call(call);
    }

    /// <summary>It failed or was skipped: one that serves its old version returns, any other leaves. What cannot be done is told and fails nothing more.</summary>
    public static async Task Settle(OnHost at, HostRun run)
    {
        var serves = Serves(at, run) && run is { State: HostRunState.Skipped } or { FailedStep: HostRunState.Draining };
        if (Call(at, run, serves ? HostVerbs.Online : HostVerbs.Offline) is not { } call) return;
        try
        {
            await at.Call(call);
        }
        catch (Exception error) when (error is HostFailed or HostUnreachable)
        {
            await at.Log.Write(at.Host.Name, Texts.Dubbo.NotSettled(serves, error.Message), at.Stopping);
        }
    }

    static HostCall? Call(OnHost at, HostRun run, Func<string, long, long, Projects.RunSettings, string, HostCall> verb) =>
        at.Rollout.Targets.Registered(run) is { } settings && !IsAdoptedStill(at, run) ? verb(at.Rollout.Project, at.Rollout.ReleaseId, at.Rollout.Fence, settings, at.Host.Address) : null;

    /// <summary>What runs there was not started by the host script, which knows nothing of its console: its own stop command takes it out of the registry.</summary>
    static bool IsAdoptedStill(OnHost at, HostRun run) => !run.PastDraining && at.Rollout.Targets.Before.TryGetValue(run.HostId, out var before) && before.RunsAdopted;

    /// <summary>By what was known when the rollout began, or was taken up again.</summary>
    static bool Serves(OnHost at, HostRun run) =>
        run.Direction == Direction.Forward && at.Rollout.Targets.Before.TryGetValue(run.HostId, out var before) && before is { LeftOut: null, ReleaseId: not null };
}
