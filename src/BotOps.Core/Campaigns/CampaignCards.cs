using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Draws an order of a campaign as a card: before the decision what it needs of all projects together, after it how far each is.</summary>
public sealed class CampaignCards(BotOpsDb db, Roles roles, TimeProvider clock)
{
    public async Task<Card> Of(long id, CancellationToken stopping) => await Draw(await db.CampaignOrders.AsNoTracking().SingleAsync(o => o.Id == id, stopping), stopping);

    /// <summary>The card of an order that does not exist: for the asker alone, without buttons.</summary>
    public async Task<Card> Plan(CampaignOrder draft, CancellationToken stopping) =>
        await Draw(draft, stopping) with { Buttons = [], Asks = false, Mentions = [], State = new StateWord(Texts.PlanOnly, Tone.Idle, "awaiting") };

    async Task<Card> Draw(CampaignOrder order, CancellationToken stopping)
    {
        var (now, asked) = (clock.GetUtcNow(), order.State == CampaignState.AwaitingApproval);
        var ids = order.Plan.Parts.Select(p => p.EnvironmentId).ToList();
        var environments = await db.Environments.AsNoTracking().Include(e => e.Project).Where(e => ids.Contains(e.Id)).ToListAsync(stopping);
        var requester = await db.Persons.AsNoTracking().SingleAsync(p => p.Id == order.RequestedBy, stopping);
        var rows = await db.ProgressOf(order, stopping);
        var (approvers, operators) = (await Everywhere(order, Role.Approver, stopping), await Everywhere(order, Role.Operator, stopping));
        var may = environments.TrueForAll(e => e.Policy.SelfApproval) ? approvers : [.. approvers.Where(a => a != requester.Handle)];
        var (state, hosts) = (CampaignProgress.Word(order, rows), order.Plan.Parts.Sum(p => p.Hosts));
        return new Card(
            order.Id, Texts.Campaigns.Title(order.Name), state, "", Head(order, requester.Name, hosts), 0, 0, [], [], 0,
            order.State.Waits() ? [.. CampaignFacts.Of(order, environments, now)] : [],
            CampaignProgress.Strip(order, rows), order.State == CampaignState.Begun ? CampaignProgress.Counts(order, rows) : Texts.Campaigns.NotYet(order),
            [.. Text(order, rows), .. CampaignProgress.Lines(rows)], null,
            await Foot(order, stopping), CampaignButtons.Now(order, requester.Handle, may, approvers, operators), asked,
            asked ? [.. environments.SelectMany(e => e.Policy.Approvers).Distinct()] : [], null, Texts.Campaigns.PushText(order, hosts, state));
    }

    /// <summary>Who has the role in all of its projects.</summary>
    async Task<IReadOnlyList<string>> Everywhere(CampaignOrder order, Role role, CancellationToken stopping)
    {
        IEnumerable<string>? all = null;
        foreach (var part in order.Plan.Parts)
        {
            var here = (await roles.Holders(role, part.Project, part.Environment, stopping)).Select(p => p.Handle).ToList();
            all = all?.Intersect(here) ?? here;
        }
        return [.. all ?? []];
    }

    static List<Span> Head(CampaignOrder order, string requester, int hosts)
    {
        List<Span> head = [new(Texts.Scaling.Does(order.Direction, hosts), Code: true), Texts.AskedBy(requester)];
        if (order.Note is { } note) head.Add($"“{note}”");
        return head;
    }

    static IEnumerable<IReadOnlyList<Span>> Text(CampaignOrder order, List<CampaignRow> rows)
    {
        if (order.Reason is { } reason) yield return [new(reason, Strong: order.State == CampaignState.AwaitingApproval)];
        if (order is { State: CampaignState.Approved, CheckProblem: { } problem }) yield return [new(problem, Strong: true)];
        if (order is { State: CampaignState.Begun, Direction: ScaleDirection.Out } && (rows.Count == 0 || rows.Any(r => r.Of.Order.End is not null && r.Staying > 0))) yield return [Texts.Stays.StayUntil(order.Plan.Settings.End)];
    }

    async Task<string> Foot(CampaignOrder order, CancellationToken stopping)
    {
        var names = await db.Persons.Where(p => order.Approvals.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(stopping);
        if (order.State == CampaignState.AwaitingApproval) return Texts.ApprovalsSoFar(names, order.ApprovalsNeeded, order.ExpiresAt);
        if (order.History.LastOrDefault() is { By: { } by, To: CampaignState.Rejected or CampaignState.Cancelled } last)
            return Texts.Campaigns.DecidedBy(last.To, await db.Persons.Where(p => p.Id == by).Select(p => p.Name).SingleAsync(stopping));
        return names.Count > 0 ? Texts.ApprovedBy(names) : order.ApprovalsNeeded == 0 ? Texts.NoApprovalNeeded : "";
    }
}
