using BotOps.Core.Persistence;
using BotOps.Core.Projects;

namespace BotOps.Core.Scaling;

/// <summary>What was approved is what is done: the settings that it was planned with, and the hosts that go.</summary>
public sealed class CheckScale(BotOpsDb db, CheckLimits limits)
{
    /// <summary>Why it cannot start as it was approved; null: it can. One that began before goes on.</summary>
    public async Task<string?> Problem(ScaleOrder order, DeployEnvironment environment, CancellationToken stopping)
    {
        if (order.StartedAt is not null) return null;
        if (environment.Scaling is not { } settings) return Texts.Scaling.SettingsChanged;
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
