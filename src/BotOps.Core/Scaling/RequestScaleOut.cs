using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;

namespace BotOps.Core.Scaling;

/// <summary>What happens on /scale out: the provider is asked what there is, the limits are looked at, and an order waits for its approval.</summary>
public sealed class RequestScaleOut(BotOpsDb db, FindProject find, Roles roles, PlanHosts plans, ReadUntil until, FindCampaign campaigns, CheckLimits limits, TryPlan trial, PlaceOrder place, ScaleCards cards, TimeProvider clock)
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
        await roles.Require(person, Role.Operator, environment.Project.Name, environment.Name, stopping);
        var end = input.Campaign is { } campaign ? (await campaigns.Open(campaign, stopping)).Settings.End : input.Until is { } typed ? await until.Of(typed, person, stopping) : null;
        return (environment, await plans.Of(environment, input.Amount, input.Spec, input.Zone, input.MaxCost, end?.NetAt, later: false, stopping), end);
    }

    ScaleOrder Order(DeployEnvironment environment, ScalePlan plan, ScaleOutInput input, Guid person, StayEnd? end) => new()
    {
        EnvironmentId = environment.Id, Direction = ScaleDirection.Out, RequestedBy = person, Plan = plan, Note = input.Note,
        ApprovalsNeeded = environment.Policy.Approvals, CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow() + environment.Policy.Expires is var expires && end?.At < expires ? end.At : expires,
        Until = end?.At, Zone = end?.Zone, Net = end?.NetAt, Campaign = input.Campaign,
    };
}
