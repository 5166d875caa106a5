using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Draws an order as a card: before the decision what it needs, after it the status.</summary>
public sealed class ScaleCards(BotOpsDb db, Roles roles, TimeProvider clock)
{
    public static string LogPage(long order) => $"/orders/{order}/log";

    public async Task<Card> Of(long id, CancellationToken stopping)
    {
        var of = await db.ReadOrder(id, stopping);
        return await Draw(of.Order, await db.HostsOf(id, stopping), of.Environment, stopping);
    }

    /// <summary>The card of an order that does not exist: for the asker alone, without buttons.</summary>
    /// <param name="more">What only who plans is told.</param>
    public async Task<Card> Plan(ScaleOrder draft, DeployEnvironment environment, CancellationToken stopping, params Fact[] more)
    {
        var card = await Draw(draft, [], environment, stopping);
        return card with { Facts = [.. card.Facts, .. more], Buttons = [], Asks = false, Mentions = [], State = new StateWord(Texts.PlanOnly, Tone.Idle, "awaiting") };
    }

    async Task<Card> Draw(ScaleOrder order, IReadOnlyList<ScaleHost> hosts, DeployEnvironment environment, CancellationToken stopping)
    {
        var project = environment.Project;
        var (where, asked) = ($"{project.Name} → {environment.Name}", order.State == ScaleState.AwaitingApproval);
        var requester = await db.Persons.AsNoTracking().SingleAsync(p => p.Id == order.RequestedBy, stopping);
        var people = new CardPeople(requester.Handle, await Handles(Role.Approver), await Handles(Role.Operator), [], null);
        return new Card(
            order.Id, where, Texts.Scaling.Word(order.State), "", Head(order, requester.Name), 0, 0, [], [], 0,
            asked ? await ScaleFacts.Of(db, order, environment, clock.GetUtcNow(), stopping) : [],
            order.StartedAt is null ? [] : [[.. hosts.Select(h => new HostCell(h.Name, Look(h, order.Direction)))]], Texts.Scaling.Counts(order, hosts, clock.GetUtcNow()),
            await Text(order, hosts, stopping), null,
            await Foot(order, stopping), new ScaleButtons(order, hosts, people).Now(environment.Policy), asked || order.State == ScaleState.AwaitingDecision,
            asked ? environment.Policy.Approvers : [], null, Texts.Scaling.PushText(order.Id, order.Direction, order.Plan.Names.Count, where, order.State));

        async Task<IReadOnlyList<string>> Handles(Role role) => [.. (await roles.Holders(role, project.Name, environment.Name, stopping)).Select(p => p.Handle)];
    }

    static List<Span> Head(ScaleOrder order, string requester)
    {
        List<Span> head = [new(Texts.Scaling.Does(order.Direction, order.Plan.Names.Count), Code: true), Texts.AskedBy(requester)];
        if (order.Note is { } note) head.Add($"“{note}”");
        return head;
    }

    internal static Cell Look(ScaleHost host, ScaleDirection direction) => host.State switch
    {
        ScaleStep.Planned => Cell.Wait,
        ScaleStep.Failed => Cell.Bad,
        ScaleStep.GivenBack => direction == ScaleDirection.In ? Cell.Ok : Cell.Back,
        _ => host.Ended ? Cell.Ok : Cell.Run,
    };

    async Task<IReadOnlyList<IReadOnlyList<Span>>> Text(ScaleOrder order, IReadOnlyList<ScaleHost> hosts, CancellationToken stopping)
    {
        List<IReadOnlyList<Span>> text = [];
        if (order.Plan.Undoes is { } first) text.Add([new Span(Texts.Stays.Undoes(order.Plan), Link: LogPage(first))]);
        if (order.State == ScaleState.Queued) text.Add([await Waits(order, stopping)]);
        else if (order.Reason is { } reason && order.State is not ScaleState.Scaling) text.Add([reason]);
        if (order.State is ScaleState.AwaitingDecision or ScaleState.Failed or ScaleState.Fewer)
            text.AddRange(hosts.Where(h => h is { State: ScaleStep.Failed, InstanceId: not null }).Select(h => new Span[] { Texts.Scaling.StillThere(h.Name, h.InstanceId!) }));
        if (Stay(order) is { } stay) text.Add([stay]);
        if (order.StartedAt is not null && order.State is not ScaleState.Queued) text.Add([new Span(Texts.WholeLog, Link: LogPage(order.Id))]);
        return text;
    }

    /// <summary>Until when its hosts stay, once that is decided; null: nothing is to be said of it.</summary>
    static Span? Stay(ScaleOrder order) => order switch
    {
        { StartedAt: null } => order is { State: ScaleState.Queued, End: { } end } ? new Span(Texts.Stays.StayUntil(end)) : null,
        { Keeping: not null } => Texts.Stays.Now(order),
        { BackBy: { } back } => new Span(Texts.Stays.BackBy(back), Link: LogPage(back)),
        { End: { } end } => Texts.Stays.StayUntil(end),
        { Announced: > 0 } => Texts.Stays.Now(order),
        _ => null,
    };

    /// <summary>Who has to wait is told for what.</summary>
    async Task<string> Waits(ScaleOrder order, CancellationToken stopping)
    {
        if (await db.Drains.AsNoTracking().SingleOrDefaultAsync(stopping) is { } drain) return Texts.Drains.Holds(drain);
        if (await db.HeldLock(order.EnvironmentId, clock.GetUtcNow(), stopping) is { } held) return Texts.WaitsForLock(held);
        return Texts.Scaling.Behind(await ScaleFacts.Holder(db, order.EnvironmentId, stopping));
    }

    async Task<string> Foot(ScaleOrder order, CancellationToken stopping)
    {
        var names = await db.Persons.Where(p => order.Approvals.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(stopping);
        if (order.State == ScaleState.AwaitingApproval) return Texts.ApprovalsSoFar(names, order.ApprovalsNeeded, order.ExpiresAt);
        if (order.History.LastOrDefault(h => h.By is not null) is { } last && last is not { From: ScaleState.AwaitingApproval, To: ScaleState.Queued })
            return Texts.Scaling.DecidedBy(last.To, await db.Persons.Where(p => p.Id == last.By).Select(p => p.Name).SingleAsync(stopping));
        return names.Count > 0 ? Texts.ApprovedBy(names) : order.ApprovalsNeeded == 0 ? Texts.NoApprovalNeeded : "";
    }
}
