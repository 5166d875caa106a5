using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;

namespace BotOps.Core.Scaling;

/// <summary>What happens on /scale in: who goes is chosen, and an order waits for its approval.</summary>
public sealed class RequestScaleIn(BotOpsDb db, FindProject find, Roles roles, PlaceOrder place, ScaleCards cards, TimeProvider clock)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(ScaleInInput input, Guid person, CancellationToken stopping)
    {
        var (environment, settings) = await Find(input, person, stopping);
        return await cards.Plan(await Order(environment, settings, input, person, stopping), environment, stopping);
    }

    public async Task<ScaleOrder> Handle(ScaleInInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var (environment, settings) = await Find(input, person, stopping);
        return await place.Handle(environment, () => Order(environment, settings, input, person, stopping), environment.Project.Places(typedIn), stopping);
    }

    async Task<(DeployEnvironment Environment, ScaleSettings Settings)> Find(ScaleInInput input, Guid person, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        await roles.Require(person, Role.Operator, environment.Project.Name, environment.Name, stopping);
        return (environment, environment.Scaling ?? throw new UserError(Texts.Scaling.NoSettings($"{environment.Project.Name} → {environment.Name}"), input.Project));
    }

    async Task<ScaleOrder> Order(DeployEnvironment environment, ScaleSettings settings, ScaleInInput input, Guid person, CancellationToken stopping)
    {
        var all = await db.HostsToGo(environment.Id, stopping);
        var names = PickHosts.Of(all, input.Amount, input.Hosts, input.Spared, settings.Least);
        return new ScaleOrder
        {
            EnvironmentId = environment.Id, Direction = ScaleDirection.In, RequestedBy = person, Note = input.Note,
            Plan = new ScalePlan { Settings = settings, Names = names, HostsBefore = all.Count, Named = input.Hosts.Count > 0 },
            ApprovalsNeeded = environment.Policy.Approvals, CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow() + environment.Policy.Expires,
        };
    }
}
