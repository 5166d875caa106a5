using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>Nothing of an order moves any more: it has ended, asks a person, or gives way. Whatever it is, the next in line may start.</summary>
public sealed class EndScaling(BotOpsDb db, StartReleases start, ScaleStory story, TimeProvider clock)
{
    public async Task Done(long id, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var (order, hosts, now) = ((await db.LockOrder(id, stopping)).Order, await db.HostsOf(id, stopping), clock.GetUtcNow());
        if (hosts.Exists(h => !h.Ended))
        {
            await Hold(order, stopping);
            return;
        }
        var failed = hosts.Where(h => h.State == ScaleStep.Failed).ToList();
        if (failed.Count > 0) order.Ask(Texts.Scaling.SomeFailed([.. failed.Select(h => h.Name)], Texts.Scaling.FailedAt(failed[0].FailedStep, failed[0].Reason)), now);
        else if (order.Direction == ScaleDirection.Out && hosts.Where(h => h.Back).Select(h => h.Name).ToList() is { Count: > 0 } back) order.AcceptFewer(null, Texts.Scaling.WithoutHosts(back), now);
        else order.Succeed(now);
        await Free(order, stopping);
    }

    /// <summary>Something keeps the next wave: nothing more goes until a person has decided.</summary>
    public async Task Asks(long id, string question, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var order = (await db.LockOrder(id, stopping)).Order;
        order.Ask(question, clock.GetUtcNow());
        await Free(order, stopping);
    }

    /// <summary>The same error would come at every new try: a person decides.</summary>
    public async Task Broke(long id, string reason, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var order = (await db.LockOrder(id, stopping)).Order;
        foreach (var host in await db.HostsOf(id, stopping))
            if (host.ToDo is { } step) host.Fail(step, reason, clock.GetUtcNow());
        order.Fail(Texts.RolloutBroke(reason), clock.GetUtcNow());
        await Free(order, stopping);
    }

    /// <summary>For a drain it stays where it is; for a rollback it goes back into the line.</summary>
    async Task Hold(ScaleOrder order, CancellationToken stopping)
    {
        if (await ScaleJob.Rollbacks(db, order.EnvironmentId).OrderBy(r => r.Id).Select(r => (long?)r.Id).FirstOrDefaultAsync(stopping) is not { } rollback)
        {
            await db.Claims.Where(c => c.ScaleOrderId == order.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null), stopping);
            await story.Raise(order.Id, stopping);
            return;
        }
        order.Queue(null, clock.GetUtcNow(), Texts.Scaling.GivesWay(rollback));
        await Free(order, stopping);
    }

    async Task Free(ScaleOrder order, CancellationToken stopping)
    {
        await db.Claims.Where(c => c.ScaleOrderId == order.Id).ExecuteDeleteAsync(stopping);
        await db.CloudReadings.Where(r => r.Account == order.Plan.Settings.Account && r.Region == order.Plan.Settings.Region).ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, clock.GetUtcNow()), stopping); // what it bought or gave back
        if (order.State == ScaleState.Succeeded) await LogStore.End(db, order.LogId, stopping);
        await db.SaveChangesAsync(stopping);
        await story.Ended(order, stopping);
        await start.Handle(order.EnvironmentId, stopping);
    }
}
