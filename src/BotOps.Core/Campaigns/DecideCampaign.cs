using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Before a campaign begins: an approver's yes or no, the asker's own change of mind, or time. One approval counts for all its projects, so it needs the role in all of them.</summary>
public sealed class DecideCampaign(BotOpsDb db, Roles roles, Audit audit, CampaignStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <param name="round">Of the card that was pressed; null: typed, so what the card says now is meant.</param>
    public Task Approve(long id, int? round, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var (order, now) = (await db.LockCampaign(id, stopping), clock.GetUtcNow());
        await RequireEverywhere(order, person, Role.Approver, stopping);
        RequireWaiting(order, round, now);
        if (person == order.RequestedBy && !(await db.PoliciesOf(order.Plan, stopping)).TrueForAll(p => p.SelfApproval)) throw new UserError(Texts.OwnRelease(id));
        if (order.Approvals.Contains(person)) throw new UserError(Texts.ApprovedAlready(id, order.Approvals.Count, order.ApprovalsNeeded));

        order.Approvals = [.. order.Approvals, person];
        audit.Note(person, "approve", $"#{id}", before: $"{order.State}", after: $"{order.Approvals.Count}/{order.ApprovalsNeeded}");
        if (order.Approvals.Count < order.ApprovalsNeeded)
        {
            await db.SaveChangesAsync(stopping);
            await story.Raise(id, stopping);
            return;
        }
        order.Approve(person, now);
        await db.SaveChangesAsync(stopping);
        await story.Decided(order, stopping);
        if (order.BeginsAt <= now) db.AfterCommit(() => jobs.Enqueue<CampaignJob>(job => job.Run(id, CancellationToken.None)));
    }, stopping);

    public Task Reject(long id, int? round, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var order = await db.LockCampaign(id, stopping);
        await RequireEverywhere(order, person, Role.Approver, stopping);
        RequireWaiting(order, round, clock.GetUtcNow());
        if (string.IsNullOrWhiteSpace(reason)) throw new UserError(Texts.RejectReason, tryInstead: $"/botops reject {id} --reason \"after the freeze, please\"");
        order.Reject(person, reason.Trim(), clock.GetUtcNow());
        await Told(order, person, "reject", reason, stopping);
    }, stopping);

    public Task Cancel(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var order = await db.LockCampaign(id, stopping);
        if (order.RequestedBy != person) await RequireEverywhere(order, person, Role.Operator, stopping);
        if (!order.State.Waits()) throw new UserError(order.State == CampaignState.Begun ? Texts.Campaigns.HasBegun(id, order.Name) : Texts.Campaigns.TooLate(id, order.State), $"{id}", order.State == CampaignState.Begun ? $"/scale in --campaign {order.Name}" : null);
        order.Cancel(person, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), clock.GetUtcNow());
        await Told(order, person, "cancel", reason, stopping);
    }, stopping);

    /// <summary>Nobody decided in time. Does nothing if somebody did in the meantime.</summary>
    public Task Expire(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var (order, now) = (await db.LockCampaign(id, stopping), clock.GetUtcNow());
        if (order.State != CampaignState.AwaitingApproval || order.ExpiresAt > now) return;
        var asked = order.History.LastOrDefault(h => h.To == CampaignState.AwaitingApproval)?.At ?? order.CreatedAt;
        order.Expire(Texts.Scaling.NobodyDecided(order.ExpiresAt - asked), now);
        await Told(order, null, "expire", null, stopping);
    }, stopping);

    /// <summary>The catalog says something else of it by now: what waits is not what the campaign is.</summary>
    public Task Overtaken(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var order = await db.LockCampaign(id, stopping);
        if (!(await Stale(db).ToListAsync(stopping)).Contains(id)) return;
        order.Cancel(null, Texts.Campaigns.CatalogChanged(order.Name), clock.GetUtcNow());
        await Told(order, null, "cancel", order.Reason, stopping);
    }, stopping);

    /// <summary>Orders that wait for a campaign which the catalog has otherwise by now.</summary>
    public static IQueryable<long> Stale(BotOpsDb db) => db.Database.SqlQuery<long>(
        $"""
        select o.id as "Value" from botops.campaign_orders o join botops.campaigns c on c.name = o.name
        where o.direction = 'Out' and o.state in ('AwaitingApproval', 'Approved') and o.plan -> 'settings' <> c.settings
        """);

    async Task RequireEverywhere(CampaignOrder order, Guid person, Role role, CancellationToken stopping)
    {
        foreach (var part in order.Plan.Parts) await roles.Require(person, role, part.Project, part.Environment, stopping);
    }

    static void RequireWaiting(CampaignOrder order, int? round, DateTimeOffset now)
    {
        if (order.State != CampaignState.AwaitingApproval) throw new UserError(Texts.Campaigns.TooLate(order.Id, order.State));
        if (order.ExpiresAt <= now) throw new UserError(Texts.TooLateExpired(order.Id, order.ExpiresAt));
        if (round is { } drawn && drawn != order.Round) throw new UserError(Texts.Campaigns.AskedAnew(order.Id));
    }

    async Task Told(CampaignOrder order, Guid? person, string verb, string? reason, CancellationToken stopping)
    {
        audit.Note(person, verb, $"#{order.Id}", $"{order.History[^1].From}", $"{order.State}", reason);
        await db.SaveChangesAsync(stopping);
        await story.Decided(order, stopping);
    }
}
