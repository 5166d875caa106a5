using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Orders that wait, run, or ask, a line each, for the status.</summary>
static class OpenOrders
{
    /// <param name="project">Null: of all.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Span>>> Lines(BotOpsDb db, string? project, CancellationToken stopping)
    {
        ScaleState[] open = [ScaleState.AwaitingApproval, ScaleState.Queued, ScaleState.Scaling, ScaleState.AwaitingDecision];
        var orders = await (from order in db.ScaleOrders.AsNoTracking()
                            join environment in db.Environments.Include(e => e.Project) on order.EnvironmentId equals environment.Id
                            where open.Contains(order.State) && (project == null || environment.Project.Name == project)
                            orderby order.Id
                            select new { Order = order, Project = environment.Project.Name, environment.Name }).ToListAsync(stopping);
        return [.. orders.Select(o => new Span[]
        {
            new($"#{o.Order.Id}", Strong: true), $" {o.Project} → {o.Name}, {Texts.Scaling.Does(o.Order.Direction, o.Order.Plan.Names.Count)}: {Texts.Scaling.Word(o.Order.State).Word}",
        })];
    }
}
