using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;

namespace BotOps.Core.Scaling;

/// <summary>Before an order starts: an approver's yes or no, the asker's own change of mind, or time. Roles and state are looked at now, not when the card was drawn.</summary>
public sealed class DecideScale(BotOpsDb db, Roles roles, Audit audit, StartReleases start, ScaleStory story, TimeProvider clock)
{
    public Task Approve(long id, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var (of, now) = (await db.LockOrder(id, stopping), clock.GetUtcNow());
        var order = of.Order;
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        RequireWaiting(order, now);
        if (person == order.RequestedBy && !of.Environment.Policy.SelfApproval) throw new UserError(Texts.OwnRelease(id));
        if (order.Approvals.Contains(person)) throw new UserError(Texts.ApprovedAlready(id, order.Approvals.Count, order.ApprovalsNeeded));

        order.Approvals = [.. order.Approvals, person];
        audit.Note(person, "approve", $"#{id}", before: $"{order.State}", after: $"{order.Approvals.Count}/{order.ApprovalsNeeded}");
        if (order.Approvals.Count < order.ApprovalsNeeded)
        {
            await story.Raise(id, stopping);
            return;
        }
        order.Queue(person, now);
        await db.SaveChangesAsync(stopping);
        await story.Decided(order, stopping);
        await start.Handle(order.EnvironmentId, stopping);
    }, stopping);

    public Task Reject(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.LockOrder(id, stopping);
        await roles.Require(person, Role.Approver, of.Project.Name, of.Environment.Name, stopping);
        RequireWaiting(of.Order, clock.GetUtcNow());
        if (string.IsNullOrWhiteSpace(reason)) throw new UserError(Texts.RejectReason, tryInstead: $"/botops reject {id} --reason \"after the freeze, please\"");
        of.Order.Reject(person, reason.Trim(), clock.GetUtcNow());
        await Told(of.Order, person, "reject", reason, stopping);
    }, stopping);

    public Task Cancel(long id, Guid person, string? reason, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.LockOrder(id, stopping);
        if (of.Order.RequestedBy != person) await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (!of.Order.State.Waits() || of.Order.StartedAt is not null) throw new UserError(Texts.Scaling.NotCancellable(id, of.Order.State));
        of.Order.Cancel(person, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), clock.GetUtcNow());
        await Told(of.Order, person, "cancel", reason, stopping);
        await start.Handle(of.Order.EnvironmentId, stopping);
    }, stopping);

    /// <summary>Nobody decided in time. Does nothing if somebody did in the meantime.</summary>
    public Task Expire(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var order = (await db.LockOrder(id, stopping)).Order;
        if (order.State != ScaleState.AwaitingApproval || order.ExpiresAt > clock.GetUtcNow()) return;
        var now = clock.GetUtcNow();
        order.Expire(order.End is { } end && end.At <= now ? Texts.Stays.EndIsOver(end) : Texts.Scaling.NobodyDecided(order.ExpiresAt - order.CreatedAt), now);
        await Told(order, null, "expire", null, stopping);
    }, stopping);

    static void RequireWaiting(ScaleOrder order, DateTimeOffset now)
    {
        if (order.State != ScaleState.AwaitingApproval) throw new UserError(Texts.Scaling.TooLate(order.Id, order.State));
        if (order.ExpiresAt <= now) throw new UserError(Texts.TooLateExpired(order.Id, order.ExpiresAt));
    }

    async Task Told(ScaleOrder order, Guid? person, string verb, string? reason, CancellationToken stopping)
    {
        audit.Note(person, verb, $"#{order.Id}", $"{order.History[^1].From}", $"{order.State}", reason);
        await db.SaveChangesAsync(stopping);
        await story.Decided(order, stopping);
    }
}
