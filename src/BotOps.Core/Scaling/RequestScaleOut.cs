using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>What happens on /scale out: the provider is asked what there is, the limits are looked at, and an order waits for its approval.</summary>
public sealed class RequestScaleOut(BotOpsDb db, FindProject find, Roles roles, ReadOffers read, ReadUntil until, CheckLimits limits, TryPlan trial, PlaceOrder place, ScaleCards cards, IEnumerable<INameServer> names, TimeProvider clock)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(ScaleOutInput input, Guid person, CancellationToken stopping)
    {
        var (environment, plan, end) = await Prepare(input, person, stopping);
        plan = plan with { Names = await db.NewNames(plan.Settings, input.Amount, stopping) };
        return await cards.Plan(Order(environment, plan, input, person, end), environment, stopping, await trial.Of(plan, stopping));
    }

    public async Task<ScaleOrder> Handle(ScaleOutInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var (environment, plan, end) = await Prepare(input, person, stopping); // slow: the provider is asked outside of the transaction
        return await place.Handle(environment, async () =>
        {
            await limits.Require(environment, plan, input.Amount, stopping); // two may have been asked for at the same moment
            return Order(environment, plan with { Names = await db.NewNames(plan.Settings, input.Amount, stopping) }, input, person, end);
        }, environment.Project.Places(typedIn), stopping);
    }

    async Task<(DeployEnvironment Environment, ScalePlan Plan, StayEnd? End)> Prepare(ScaleOutInput input, Guid person, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        var where = $"{environment.Project.Name} → {environment.Name}";
        await roles.Require(person, Role.Operator, environment.Project.Name, environment.Name, stopping);
        var settings = environment.Scaling ?? throw new UserError(Texts.Scaling.NoSettings(where), input.Project);
        if (environment is not { CurrentReleaseId: not null, CurrentBuildId: > 0 }) throw new UserError(Texts.Scaling.NothingCurrent(where), input.Project);

        if (settings.Dns.FirstOrDefault(name => HostNames.ServersOf(names, name).Count == 0) is { } nobodys) throw new UserError(Texts.Dns.NoServer(nobodys), nobodys);

        var end = input.Until is { } typed ? await until.Of(typed, person, stopping) : null;
        var offers = await read.Of(settings, input.Spec, input.Zone, stopping);
        if (input.MaxCost is { } most) offers = offers with { All = ScalePlanner.Within(most, input.Amount, offers.All, offers.Currency) };
        var parts = ScalePlanner.Split(input.Amount, offers.All);
        var plan = new ScalePlan
        {
            Settings = settings, Names = [], Token = $"{Guid.NewGuid():N}", Spec = ReadOffers.TypesOf(settings, input.Spec).Name, Offers = offers.All, Parts = parts, Quota = offers.Quota, Net = end?.NetAt,
            Price = new Price(parts.Sum(p => p.Amount * offers.All.First(o => o.Type == p.Type).PriceAnHour), offers.Currency),
            WorstPrice = new Price(ScalePlanner.WorstPrice(input.Amount, offers.All), offers.Currency),
            HostsBefore = await db.Assignments.CountAsync(a => a.EnvironmentId == environment.Id, stopping),
        };
        await limits.Require(environment, plan, input.Amount, stopping);
        ScaleLimits.RequireQuota(plan.Quota, settings.Account, input.Amount, parts.Sum(p => p.Amount * offers.Cores.GetValueOrDefault(p.Type)));
        return (environment, plan, end);
    }

    ScaleOrder Order(DeployEnvironment environment, ScalePlan plan, ScaleOutInput input, Guid person, StayEnd? end) => new()
    {
        EnvironmentId = environment.Id, Direction = ScaleDirection.Out, RequestedBy = person, Plan = plan, Note = input.Note,
        ApprovalsNeeded = environment.Policy.Approvals, CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow() + environment.Policy.Expires is var expires && end?.At < expires ? end.At : expires,
        Until = end?.At, Zone = end?.Zone, Net = end?.NetAt,
    };
}
