using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>What happens on <c>/scale out --campaign double11</c>, and on <c>/scale in</c> of it: one order over all its projects waits for its approval.</summary>
public sealed class RequestCampaign(BotOpsDb db, FindCampaign find, Roles roles, PlanCampaign plan, Audit audit, CampaignStory story, CampaignCards cards, TimeProvider clock)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(CampaignInput input, Guid person, CancellationToken stopping) => await cards.Plan(await Draft(input, person, stopping), stopping);

    public async Task<CampaignOrder> Handle(CampaignInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var order = await Draft(input, person, stopping); // slow: the clouds are asked outside of the transaction
        return await db.InTransaction(async () =>
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('campaign ' || {order.Name}, 0))", stopping);
            await RequireNone(order, stopping); // two may have been asked for at the same moment
            db.CampaignOrders.Add(order);
            await db.SaveChangesAsync(stopping);
            audit.Note(person, order.Direction == ScaleDirection.Out ? "campaign out" : "campaign in", $"#{order.Id}", after: $"{order.Name} {string.Join(' ', order.Plan.Parts.Select(p => $"{p.Project}/{p.Environment}:{p.Hosts}"))}", why: order.Note);
            await story.Asked(order, await Places(order, typedIn, stopping), stopping);
            if (order.ApprovalsNeeded > 0) return order;

            order.Approve(null, clock.GetUtcNow());
            return order;
        }, stopping);
    }

    async Task<CampaignOrder> Draft(CampaignInput input, Guid person, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var planned = input.Out ? await plan.Of((await find.Open(input.Campaign, stopping)).Settings, person, stopping) : await Back(input, person, stopping);
        var policies = await db.PoliciesOf(planned, stopping);
        var (ready, until) = (planned.Settings.ReadyBy, planned.Settings.Until);
        var expires = now + policies.Max(p => p.Expires);
        if (input.Out && expires < ready) expires = ready;
        if (input.Out && expires > until) expires = until;
        var order = new CampaignOrder
        {
            Name = input.Campaign, Direction = input.Out ? ScaleDirection.Out : ScaleDirection.In, RequestedBy = person, Plan = planned, Note = input.Note ?? (input.Out ? planned.Settings.Note : null),
            ApprovalsNeeded = policies.Max(p => p.Approvals), CreatedAt = now, BeginsAt = input.Out ? ready - planned.Settings.Lead : now,
            ExpiresAt = expires,
        };
        if (order.BeginsAt - now < WatchCampaigns.LooksBefore) order.CheckedAt = now; // what was asked just now is not asked again
        await RequireNone(order, stopping);
        return order;
    }

    async Task<CampaignPlan> Back(CampaignInput input, Guid person, CancellationToken stopping)
    {
        var staying = await db.StayingOf(input.Campaign, stopping);
        if (staying.Count == 0) throw new UserError(Texts.Campaigns.NothingStays(input.Campaign), input.Campaign, "/botops campaigns");
        foreach (var (of, _) in staying) await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        List<CampaignPart> parts = [];
        foreach (var (of, hosts) in staying)
        {
            var before = await db.Assignments.CountAsync(a => a.EnvironmentId == of.Environment.Id, stopping);
            parts.Add(new CampaignPart(of.Environment.Id, of.Project.Name, of.Environment.Name, null, of.Order.Plan with { Names = hosts, HostsBefore = before }, of.Order.Id));
        }
        var ends = staying.Select(s => s.Of.Order.End).OfType<StayEnd>().ToList();
        return new CampaignPlan { Settings = new CampaignSettings { Until = ends.Count > 0 ? ends.Max(e => e.At) : clock.GetUtcNow(), Zone = ends.Count > 0 ? ends[0].Zone : "Etc/UTC" }, Parts = parts };
    }

    /// <summary>One at a time of each name and direction.</summary>
    async Task RequireNone(CampaignOrder order, CancellationToken stopping)
    {
        CampaignState[] waits = [CampaignState.AwaitingApproval, CampaignState.Approved];
        if (await db.CampaignOrders.Where(o => o.Name == order.Name && o.Direction == order.Direction && waits.Contains(o.State)).Select(o => (long?)o.Id).FirstOrDefaultAsync(stopping) is { } open)
            throw new UserError(Texts.Campaigns.AskedForAlready(order.Name, open), order.Name, $"/botops cancel {open}");
        if (order.Direction == ScaleDirection.Out && await db.CampaignOrders.Where(o => o.Name == order.Name && o.State == CampaignState.Begun && o.Direction == ScaleDirection.Out).OrderBy(o => o.Id).LastOrDefaultAsync(stopping) is { } begun
            && (await db.StayingOf(order.Name, stopping)).Any(s => s.Of.Order.CampaignOrderId == begun.Id))
            throw new UserError(Texts.Campaigns.RunsAlready(order.Name, begun.Id), order.Name, "/botops campaigns");
    }

    /// <summary>One thread: where it was typed, if that is a channel of one of its projects, else in all of theirs.</summary>
    async Task<IReadOnlyList<Place>> Places(CampaignOrder order, Place typedIn, CancellationToken stopping)
    {
        var ids = order.Plan.Parts.Select(p => p.EnvironmentId).ToList();
        var projects = await db.Environments.Where(e => ids.Contains(e.Id)).Select(e => e.Project).ToListAsync(stopping);
        var (here, all) = (typedIn with { Root = null }, projects.SelectMany(p => p.Places(typedIn)).Distinct().ToList());
        return all.Contains(here) ? [here] : all;
    }
}
