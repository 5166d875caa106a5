using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Campaigns;

/// <summary>Asks the clouds about a campaign the day before, and begins it when its time has come. Run twice it does each once: what it changes is decided under the order's lock.</summary>
[AutomaticRetry(Attempts = 0)] // the reconciler enqueues it again while it is due
public sealed class CampaignJob(IServiceScopeFactory scopes, TimeProvider clock)
{
    [Queue("rollout")]
    public async Task Run(long id, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var order = await db.CampaignOrders.AsNoTracking().SingleAsync(o => o.Id == id, stopping);
        if (!WatchCampaigns.IsDue(order, clock.GetUtcNow())) return;

        IReadOnlyList<LookedPart> looked = order.Direction == Scaling.ScaleDirection.In ? [] : await scope.ServiceProvider.GetRequiredService<PlanCampaign>().Again(order.Plan, stopping);
        await scope.ServiceProvider.GetRequiredService<MoveCampaign>().Handle(id, order.Round, looked, stopping);
    }
}
