using BotOps.Core.Persistence;
using BotOps.Core.Projects;

namespace BotOps.Core.Scaling;

/// <summary>What was approved is what is done: the settings that it was planned with, and the hosts that go.</summary>
public sealed class CheckScale(BotOpsDb db, CheckLimits limits, TimeProvider clock)
{
    /// <summary>Of the way back: its hosts are the first order's, whatever became of them.</summary>
    async Task<string?> TooFew(ScaleOrder order, int least, CancellationToken stopping)
    {
        var all = await db.HostsToGo(order.EnvironmentId, stopping);
        var go = all.Count(h => order.Plan.Names.Contains(h.Name));
        return go == 0 || all.Count - go >= least ? null : Texts.Scaling.TooFewLeft(all.Count, go, least);
    }

    /// <summary>Why it cannot start as it was approved; null: it can. One that began before goes on.</summary>
    public async Task<string?> Problem(ScaleOrder order, DeployEnvironment environment, CancellationToken stopping)
    {
        if (order.StartedAt is not null) return null;
        if (environment.Scaling is not { } settings) return Texts.Scaling.SettingsChanged;
        if (order.Plan.Undoes is not null) return await TooFew(order, settings.Least, stopping);
        if (order.End is { } end && end.At <= clock.GetUtcNow()) return Texts.Stays.EndIsOver(end);
        if (order.Direction == ScaleDirection.Out)
            return Json.Text(settings) != Json.Text(order.Plan.Settings) ? Texts.Scaling.SettingsChanged
                : environment is not { CurrentReleaseId: not null, CurrentBuildId: > 0 } ? Texts.Scaling.NothingCurrent(environment.Name)
                : await limits.Problem(environment, order.Plan, order.Plan.Names.Count, order.Id, stopping);
        try
        {
            PickHosts.Of(await db.HostsToGo(environment.Id, stopping), null, order.Plan.Names, [], settings.Least);
            return null;
        }
        catch (UserError error)
        {
            return error.Message;
        }
    }
}
