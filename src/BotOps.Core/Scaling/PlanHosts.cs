using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Asks the provider what there is for one environment, holds it against limits and quota, and makes the plan that is approved.</summary>
public sealed class PlanHosts(BotOpsDb db, ReadOffers read, CheckLimits limits, IEnumerable<INameServer> names)
{
    /// <param name="spec">A name of the catalog's types; null: the usual one.</param>
    /// <param name="zone">A name of the catalog's zones; null: all.</param>
    /// <param name="most">What they may cost an hour together; null: anything.</param>
    /// <param name="net">When the cloud is to release them by itself; null: never.</param>
    /// <param name="later">They are bought another day: what was bought today does not count against it.</param>
    /// <returns>Without the hosts' names.</returns>
    /// <exception cref="UserError">It cannot be had, or is not allowed.</exception>
    public async Task<ScalePlan> Of(DeployEnvironment environment, int amount, string? spec, string? zone, decimal? most, DateTimeOffset? net, bool later, CancellationToken stopping)
    {
        var where = $"{environment.Project.Name} → {environment.Name}";
        var settings = environment.Scaling ?? throw new UserError(Texts.Scaling.NoSettings(where), environment.Project.Name);
        if (environment is not { CurrentReleaseId: not null, CurrentBuildId: > 0 }) throw new UserError(Texts.Scaling.NothingCurrent(where), environment.Project.Name);
        if (settings.Dns.FirstOrDefault(name => HostNames.ServersOf(names, name).Count == 0) is { } nobodys) throw new UserError(Texts.Dns.NoServer(nobodys), nobodys);

        var offers = await read.Of(settings, spec, zone, stopping);
        if (most is { } within) offers = offers with { All = ScalePlanner.Within(within, amount, offers.All, offers.Currency) };
        var parts = ScalePlanner.Split(amount, offers.All);
        var plan = new ScalePlan
        {
            Settings = settings, Names = [], Token = $"{Guid.NewGuid():N}", Spec = ReadOffers.TypesOf(settings, spec).Name, Offers = offers.All, Parts = parts, Quota = offers.Quota, Net = net,
            Price = new Price(parts.Sum(p => p.Amount * offers.All.First(o => o.Type == p.Type).PriceAnHour), offers.Currency),
            WorstPrice = new Price(ScalePlanner.WorstPrice(amount, offers.All), offers.Currency),
            HostsBefore = await db.Assignments.CountAsync(a => a.EnvironmentId == environment.Id, stopping),
            Cores = parts.Sum(p => p.Amount * offers.Cores.GetValueOrDefault(p.Type)),
        };
        await limits.Require(environment, plan, amount, stopping, later);
        ScaleLimits.RequireQuota(plan.Quota, settings.Account, amount, plan.Cores);
        return plan;
    }
}
