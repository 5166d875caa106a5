using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Starts an order for which nobody holds the claim; its place in the line is among the releases'.</summary>
public sealed class StartScaling(BotOpsDb db, CheckScale check, ScaleStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Of the orders in line those that neither a lock nor a drain holds back.</summary>
    public static IQueryable<ScaleOrder> Open(BotOpsDb db, DateTimeOffset now)
    {
        var locks = db.Locks.Held(now);
        return db.ScaleOrders.Where(o => o.State == ScaleState.Queued && !db.Drains.Any() && !locks.Any(l => l.EnvironmentId == o.EnvironmentId));
    }

    public async Task<ScaleOrder?> First(int environment, CancellationToken stopping) =>
        await Open(db, clock.GetUtcNow()).Where(o => o.EnvironmentId == environment).OrderBy(o => o.QueuedAt).ThenBy(o => o.Id).Select(o => (long?)o.Id).FirstOrDefaultAsync(stopping) is { } id
            ? (await db.ReadOrder(id, stopping)).Order
            : null;

    /// <summary>It has the claim after this, or is not in line any more.</summary>
    public async Task Start(ScaleOrder order, DeployEnvironment environment, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (await check.Problem(order, environment, stopping) is { } problem)
        {
            order.Cancel(null, Texts.CannotStart(problem), now);
            await db.SaveChangesAsync(stopping);
            await story.Decided(order, stopping);
            return;
        }
        db.Claims.Add(new() { EnvironmentId = environment.Id, ScaleOrderId = order.Id, Fence = ++environment.LastFence });
        order.Start(now);
        await db.SaveChangesAsync(stopping);
        await story.Started(order, stopping);
        db.AfterCommit(() => jobs.Enqueue<ScaleJob>(job => job.Run(order.Id, CancellationToken.None)));
    }
}
