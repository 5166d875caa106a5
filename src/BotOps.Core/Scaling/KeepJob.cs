using BotOps.Core.Cloud;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>Moves or clears the cloud's own release of an order's instances, and confirms what a person wanted once that was read back. Run twice it asks twice for the same.</summary>
[AutomaticRetry(Attempts = 0)] // the reconciler enqueues it again while the wish is open
public sealed class KeepJob(Clouds clouds, AutoRelease release, IServiceScopeFactory scopes, ILogger<KeepJob> logger)
{
    [Queue("rollout")]
    public async Task Run(long order, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var row = await db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == order, stopping);
        if (row.Keeping is not { } wanted) return;

        var ids = (await db.Staying(row, stopping)).Select(h => h.InstanceId).OfType<string>().ToList();
        try
        {
            if (await Set(row, ids, wanted.Net, stopping) == 0) await End(wanted, order, Texts.Stays.NoneThere, stopping);
            else await End(wanted, order, null, stopping);
        }
        catch (Exception error) when (error is CloudUnreachable or CloudRefused { Refusal: Refusal.Throttled })
        {
            logger.LogWarning("The stay of #{Order} is not confirmed, trying again: {Error}", order, error.Message);
        }
        catch (Exception error) when (error is CloudRefused or HostFailed or UserError)
        {
            await Restore(row, ids, stopping);
            await End(wanted, order, error.Message, stopping);
        }
    }

    Task<int> Set(ScaleOrder row, IReadOnlyCollection<string> ids, DateTimeOffset? at, CancellationToken stopping) =>
        release.Set(clouds.Named(row.Plan.Settings.Account), row.Plan.Settings.Region, ids, at, stopping);

    /// <summary>Some were moved before one was refused: none may go earlier than it was said.</summary>
    async Task Restore(ScaleOrder row, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        try
        {
            await Set(row, ids, row.Net, stopping);
        }
        catch (Exception error) when (error is CloudUnreachable or CloudRefused or HostFailed or UserError)
        {
            logger.LogError("The cloud's own release of the instances of #{Order} may not be what BotOps has written down: {Error}", row.Id, error.Message);
        }
    }

    async Task End(Keeping wanted, long id, string? problem, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EndKeeping>().Handle(id, wanted, problem, stopping);
    }
}

/// <summary>The cloud has answered: the stay is what was wanted, or what it was.</summary>
public sealed class EndKeeping(BotOpsDb db, ScaleStory story)
{
    public Task Handle(long id, Keeping wanted, string? problem, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var order = (await db.LockOrder(id, stopping)).Order;
        if (order.Keeping != wanted) return; // wanted otherwise in the meantime, or answered before

        order.Keeping = null;
        if (problem is null) order.Stay(wanted);
        await db.SaveChangesAsync(stopping);
        await story.Kept(order, wanted, problem, stopping);
    }, stopping);
}
