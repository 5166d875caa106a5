using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>What one part of an order comes to if it is planned now.</summary>
/// <param name="Problem">It cannot be had as things are; null: it can.</param>
/// <param name="Again">It is not what was approved any more, so it needs a new approval.</param>
public sealed record LookedPart(CampaignPart Part, string? Problem = null, string? Again = null);

/// <summary>Asks the clouds for all parts of a campaign: stock, quota, addresses and price. What is wrong is told of all parts at once.</summary>
public sealed class PlanCampaign(BotOpsDb db, FindProject find, Roles roles, PlanHosts plan)
{
    /// <exception cref="UserError">Something cannot be had, or the person may not ask for it.</exception>
    public async Task<CampaignPlan> Of(CampaignSettings settings, Guid person, CancellationToken stopping)
    {
        List<CampaignPart> parts = [];
        List<string> problems = [];
        foreach (var asked in settings.Hosts)
        {
            var environment = await find.Environment(asked.Project, asked.Environment, stopping);
            var (project, name) = (environment.Project.Name, environment.Name);
            await roles.Require(person, Role.Operator, project, name, stopping);
            if (parts.Exists(p => p.EnvironmentId == environment.Id)) throw new UserError(Texts.Campaigns.Twice($"{project} → {name}"), asked.Key);
            try
            {
                parts.Add(new CampaignPart(environment.Id, project, name, asked, await Plan(environment, asked, settings, null, stopping)));
            }
            catch (UserError error)
            {
                problems.Add($"{project} → {name}: {error.Message}");
            }
        }
        problems.AddRange(Together(parts));
        return problems.Count == 0 ? new CampaignPlan { Settings = settings, Parts = parts } : throw new UserError(string.Join('\n', problems));
    }

    /// <summary>The same asked again later; never throws for what the clouds say.</summary>
    public async Task<IReadOnlyList<LookedPart>> Again(CampaignPlan approved, CancellationToken stopping)
    {
        List<LookedPart> looked = [];
        foreach (var part in approved.Parts) looked.Add(await Again(part, approved.Settings, stopping));
        if (Together([.. looked.Where(l => l.Problem is null).Select(l => l.Part)]).FirstOrDefault() is { } first) looked[0] = looked[0] with { Problem = looked[0].Problem ?? first };
        return looked;
    }

    async Task<LookedPart> Again(CampaignPart part, CampaignSettings settings, CancellationToken stopping)
    {
        try
        {
            var environment = await db.Environments.Include(e => e.Project).SingleOrDefaultAsync(e => e.Id == part.EnvironmentId, stopping) ?? throw new UserError(Texts.Campaigns.EnvironmentGone);
            var now = part with { Plan = await Plan(environment, part.Asked!, settings, null, stopping) };
            if (Json.Text(environment.Scaling) != Json.Text(part.Plan.Settings)) return new(now, Again: Texts.Scaling.SettingsChanged);
            if (now.Plan.WorstPrice!.Amount <= part.Plan.WorstPrice!.Amount) return new(now);
            try
            {
                return new(part with { Plan = await Plan(environment, part.Asked!, settings, part.Plan.WorstPrice.Amount, stopping) }); // without what has become dearer
            }
            catch (UserError)
            {
                return new(now, Again: Texts.Campaigns.Dearer(part.Plan.WorstPrice, now.Plan.WorstPrice));
            }
        }
        catch (UserError error)
        {
            return new(part, Problem: error.Message);
        }
    }

    Task<ScalePlan> Plan(DeployEnvironment environment, CampaignHosts asked, CampaignSettings settings, decimal? most, CancellationToken stopping) =>
        plan.Of(environment, asked.Amount, asked.Spec, asked.Zone, most, settings.End.NetAt, later: true, stopping);

    /// <summary>What each can have alone, and all cannot: quota of an account, addresses of a subnet.</summary>
    static IEnumerable<string> Together(IReadOnlyList<CampaignPart> parts)
    {
        foreach (var account in parts.GroupBy(p => (p.Plan.Settings.Account, p.Plan.Settings.Region)))
        {
            if (ScaleLimits.QuotaProblem(account.First().Plan.Quota, account.Key.Account, account.Sum(p => p.Hosts), account.Sum(p => p.Plan.Cores)) is { } quota) yield return quota;
            foreach (var subnet in account.SelectMany(p => p.Plan.Parts).GroupBy(p => p.Subnet))
            {
                var free = account.SelectMany(p => p.Plan.Offers).Where(o => o.Subnet == subnet.Key).Min(o => o.Free);
                if (subnet.Sum(p => p.Amount) > free) yield return Texts.Campaigns.NoAddresses(subnet.First().Zone, subnet.Sum(p => p.Amount), free);
            }
        }
    }
}
