using BotOps.Core.Access;
using BotOps.Core.Cloud;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Holds an order against the environment's limits, which the catalog has, and against those that the configuration has for every project.</summary>
public sealed class CheckLimits(BotOpsDb db, Roles roles, ScaleCaps caps, TimeProvider clock)
{
    /// <summary>Asked when the order is placed and again when it starts.</summary>
    /// <param name="order">Its own number once it has one: it does not count against itself.</param>
    /// <param name="later">It is bought another day: what was asked for within 24 hours does not count.</param>
    /// <returns>Which limit, how much of it is used, and who may raise it; null: it keeps within all.</returns>
    public async Task<string?> Problem(DeployEnvironment environment, ScalePlan plan, int amount, long? order, CancellationToken stopping, bool later = false)
    {
        var project = await db.Environments.Where(e => e.Id == environment.Id).Select(e => e.Project).SingleAsync(stopping);
        if (db.Database.CurrentTransaction is not null && caps.EachProject != new ScaleBounds()) // two environments of a project may ask at the same moment
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('scale limits ' || {project.Name}, 0))", stopping);
        var all = await db.Environments.Where(e => e.ProjectId == project.Id).Select(e => e.Id).ToListAsync(stopping);
        var (settings, now) = (plan.Settings, clock.GetUtcNow());

        if (ScaleLimits.Problem($"{project.Name} → {environment.Name}", settings.Bounds, Used(await db.Bought([environment.Id], order, now, stopping), later), amount, plan.WorstPrice!) is { } ofCatalog)
            return ofCatalog + Texts.Scaling.RaisedInCatalog([.. (await roles.Holders(Role.Admin, project.Name, environment.Name, stopping)).Select(p => p.Handle)]);
        if (ScaleLimits.Problem(project.Name, caps.EachProject, Used(await db.Bought(all, order, now, stopping), later), amount, plan.WorstPrice!) is { } ofConfiguration)
            return ofConfiguration + Texts.Scaling.RaisedInConfiguration;
        return null;
    }

    static ScaleUsed Used(ScaleUsed used, bool later) => later ? used with { Hosts = 0, CostADay = 0 } : used;

    /// <exception cref="UserError">With that problem.</exception>
    public async Task Require(DeployEnvironment environment, ScalePlan plan, int amount, CancellationToken stopping, bool later = false)
    {
        if (await Problem(environment, plan, amount, null, stopping, later) is { } problem) throw new UserError(problem + Texts.Scaling.NothingAsked, $"+{amount}");
    }
}

/// <summary><c>BotOps:Scaling</c>: what no catalog can raise.</summary>
/// <param name="EachProject">All environments of one project together.</param>
public sealed record ScaleCaps(ScaleBounds EachProject);
