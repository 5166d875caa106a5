using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>A scale order with what it belongs to.</summary>
public sealed record OrderOf(ScaleOrder Order, DeployEnvironment Environment, Project Project)
{
    public string Where => $"{Project.Name} → {Environment.Name}";
}

/// <summary>Reads rows with the locks that the rules need; the environment first, as releases do.</summary>
public static class ScaleRows
{
    public static Task<bool> IsOrder(this BotOpsDb db, long id, CancellationToken stopping) => db.ScaleOrders.AnyAsync(o => o.Id == id, stopping);

    /// <summary>The order, locked with its environment until the transaction ends.</summary>
    public static async Task<OrderOf> LockOrder(this BotOpsDb db, long id, CancellationToken stopping)
    {
        var environment = await db.ScaleOrders.Where(o => o.Id == id).Select(o => (int?)o.EnvironmentId).SingleOrDefaultAsync(stopping)
            ?? throw new UserError(Texts.NoRelease(id), $"{id}", "/botops status");
        await db.LockEnvironment(environment, stopping);
        return await db.ReadOrder(id, stopping);
    }

    public static async Task<OrderOf> ReadOrder(this BotOpsDb db, long id, CancellationToken stopping)
    {
        var known = db.ScaleOrders.Local.SingleOrDefault(o => o.Id == id);
        if (known is not null) await db.Entry(known).ReloadAsync(stopping); // what was read before the lock may be old
        var order = known ?? await db.ScaleOrders.SingleOrDefaultAsync(o => o.Id == id, stopping) ?? throw new UserError(Texts.NoRelease(id), $"{id}", "/botops status");
        var environment = await db.Environments.Include(e => e.Project).SingleAsync(e => e.Id == order.EnvironmentId, stopping);
        return new OrderOf(order, environment, environment.Project);
    }

    public static Task<List<ScaleHost>> HostsOf(this BotOpsDb db, long order, CancellationToken stopping) =>
        db.ScaleHosts.Where(h => h.OrderId == order).OrderBy(h => h.Id).ToListAsync(stopping);

    /// <summary>Every host of the environment. One that belongs to another as well is not bought in this sense: it is not this one's to delete.</summary>
    public static async Task<IReadOnlyList<HostToGo>> HostsToGo(this BotOpsDb db, int environment, CancellationToken stopping) =>
        await db.Assignments.Where(a => a.EnvironmentId == environment).OrderBy(a => a.Host.Name)
            .Select(a => new HostToGo(a.Host.Name, a.Since, a.Host.Bought != null && !db.Assignments.Any(other => other.HostId == a.HostId && other.EnvironmentId != environment)))
            .ToListAsync(stopping);

    /// <summary>Names that no host ever had and no order ever planned.</summary>
    public static async Task<IReadOnlyList<string>> NewNames(this BotOpsDb db, ScaleSettings settings, int amount, CancellationToken stopping)
    {
        if (db.Database.CurrentTransaction is not null) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('scale names', 0))", stopping); // environments may share a series
        var series = NameSeries.Parse(settings.Names)!;
        var taken = await db.Hosts.Where(h => h.Name.StartsWith(series.Prefix)).Select(h => h.Name)
            .Union(db.ScaleHosts.Where(h => h.Name.StartsWith(series.Prefix)).Select(h => h.Name)).ToListAsync(stopping);
        var first = series.After(taken);
        return [.. Enumerable.Range(first, amount).Select(series.Name)];
    }

    /// <summary>What the environments' orders of 24 hours ask for, and what those cost that are there or under way.</summary>
    /// <param name="without">An order that is not counted.</param>
    public static async Task<ScaleUsed> Bought(this BotOpsDb db, IReadOnlyList<int> environments, long? without, DateTimeOffset now, CancellationToken stopping)
    {
        var since = now - TimeSpan.FromHours(ScaleLimits.HoursOfDay);
        ScaleState[] never = [ScaleState.Rejected, ScaleState.Expired, ScaleState.Cancelled], ended = [.. Enum.GetValues<ScaleState>().Where(s => s.Ended())];
        var orders = await db.ScaleOrders.AsNoTracking()
            .Where(o => environments.Contains(o.EnvironmentId) && o.Direction == ScaleDirection.Out && o.Id != without && !never.Contains(o.State) && (o.CreatedAt > since || !ended.Contains(o.State))).ToListAsync(stopping);
        var hosts = await db.Assignments.AsNoTracking().Where(a => environments.Contains(a.EnvironmentId) && a.Host.Bought != null).Select(a => a.Host.Bought!).ToListAsync(stopping);
        var open = orders.Where(o => !o.State.Ended()).ToList();
        var today = orders.Where(o => o.CreatedAt > since).ToList();
        return new(
            today.Sum(o => o.Plan.Names.Count),
            hosts.Where(h => !open.Exists(o => o.Id == h.Order)).Sum(h => h.PriceAnHour) + open.Sum(o => o.Plan.WorstPrice?.Amount ?? 0),
            today.Sum(o => o.Plan.WorstPrice?.Amount ?? 0) * ScaleLimits.HoursOfDay);
    }
}
