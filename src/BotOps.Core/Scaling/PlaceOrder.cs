using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Core.Scaling;

/// <summary>An order that was asked for gets its row and one for each host, its log, its card, and where nobody has to agree its place in line.</summary>
public sealed class PlaceOrder(BotOpsDb db, Audit audit, StartReleases start, ScaleStory story, TimeProvider clock)
{
    /// <param name="make">Makes the order from what is true while the environment is locked.</param>
    public Task<ScaleOrder> Handle(DeployEnvironment environment, Func<Task<ScaleOrder>> make, IReadOnlyList<Place> places, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await db.LockEnvironment(environment.Id, stopping);
        var (order, now) = (await make(), clock.GetUtcNow());
        var log = new Log { CreatedAt = now };
        db.Logs.Add(log);
        await db.SaveChangesAsync(stopping);

        order.LogId = log.Id;
        db.ScaleOrders.Add(order);
        await db.SaveChangesAsync(stopping);
        db.ScaleHosts.AddRange(order.Plan.Names.Select(name => order.Direction == ScaleDirection.In ? ScaleHost.Going(order.Id, name, now) : ScaleHost.New(order.Id, name, now)));
        audit.Note(order.Plan.Undoes is null ? order.RequestedBy : null, order.Direction == ScaleDirection.Out ? "scale out" : "scale in", $"#{order.Id}", after: $"{environment.Project.Name} {environment.Name} {string.Join(',', order.Plan.Names)}", why: order.Note);

        await story.Asked(order, environment, places, stopping);
        if (order.ApprovalsNeeded > 0) return order;

        order.Queue(null, now);
        await db.SaveChangesAsync(stopping);
        await start.Handle(environment.Id, stopping);
        return order;
    }, stopping);
}
