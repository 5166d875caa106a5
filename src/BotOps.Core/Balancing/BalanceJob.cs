using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Balancing;

/// <summary>
/// Makes the balancer say what the rows say outside of a rollout, for one <see cref="BalancerOrder"/>. Tells in the project's channels what
/// came of it, once however often it is run.
/// </summary>
[AutomaticRetry(Attempts = 0)] // what it tells says how to have it done again; the reconciler starts again what a dead worker left
public sealed class BalanceJob(
    BotOpsDb db, IDbContextFactory<BotOpsDb> databases, WriteBalancer write, Outbox outbox, WorkerOptions options, TimeProvider clock, ILogger<BalanceJob> logger)
{
    [Queue("rollout")]
    public async Task Run(long id, CancellationToken stopping)
    {
        if (await Hold(id, first: true, stopping) == 0 || await db.BalancerOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, stopping) is not { } order) return; // done, or another's

        await using var lease = new Lease(options.Lease, async token => await Hold(id, first: false, token) == 1, clock, logger, stopping);
        try
        {
            await Handle(order, lease.Lost);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested) await lease.GiveBack(() => db.BalancerOrders.Where(o => o.Id == id && o.Worker == options.Name).ExecuteUpdateAsync(set => set.SetProperty(o => o.Worker, (string?)null), CancellationToken.None));
            return; // it is another's, or will be
        }
        await db.BalancerOrders.Where(o => o.Id == id).ExecuteDeleteAsync(stopping);
    }

    /// <summary>As BotOps of before enqueues it, on a machine that was not brought up to this version yet.</summary>
    [Queue("rollout")]
    public async Task Run(int environment, string? host, string? typedIn, CancellationToken stopping)
    {
        var order = new BalancerOrder { EnvironmentId = environment, Host = host, TypedIn = typedIn, At = clock.GetUtcNow() };
        db.BalancerOrders.Add(order);
        await db.SaveChangesAsync(stopping);
        await Run(order.Id, stopping);
    }

    async Task<int> Hold(long id, bool first, CancellationToken stopping)
    {
        await using var own = await databases.CreateDbContextAsync(stopping); // the lease is renewed beside the work
        return await own.Database.ExecuteSqlAsync(
            $"""
            update botops.balancer_orders set worker = {options.Name}, lease_until = now() + {options.Lease}
            where id = {id} and (worker is null or ({first} and lease_until < now()) or (not {first} and worker = {options.Name}))
            """, stopping);
    }

    async Task Handle(BalancerOrder order, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        try
        {
            var written = await write.Handle(order.EnvironmentId, null, order.Host, null, stopping);
            if (order.Host is not null && written is not null) await TellMoved(order, written, stopping);
        }
        catch (FenceLost)
        {
            // A release has begun meanwhile: it writes what the rows say
        }
        catch (HostFailed error)
        {
            await Tell(order, Tone.Bad, "failed", where => Texts.Balancing.NotAsRowsSay(where, order.Host, error.Message), stopping);
        }
    }

    async Task TellMoved(BalancerOrder order, Written written, CancellationToken stopping)
    {
        var host = order.Host!;
        var out_ = await db.Assignments.AnyAsync(a => a.EnvironmentId == order.EnvironmentId && a.Host.Name == host && a.LeftOut != null, stopping);
        await Tell(order, Tone.Ok, "succeeded", where => out_
            ? Texts.Balancing.HostLeft(host, where, written.Fronts, written.Undrained) : Texts.Balancing.HostReturned(host, where, written.Fronts), stopping);
    }

    async Task Tell(BalancerOrder order, Tone tone, string glyph, Func<string, string> text, CancellationToken stopping)
    {
        var of = await db.Environments.AsNoTracking().Include(e => e.Project).SingleAsync(e => e.Id == order.EnvironmentId, stopping);
        var line = new Line(tone, glyph, [text($"{of.Project.Name} → {of.Name}")], clock.GetUtcNow());
        foreach (var place in of.Project.Channels.Count == 0 && order.TypedIn is null ? [] : of.Project.Places(Place.Parse(order.TypedIn ?? of.Project.Channels[0])))
            await outbox.Say($"balancer/{order.EnvironmentId}/{order.Id}@{place}", place, line, tone == Tone.Bad ? Urgency.Failure : Urgency.Card, stopping: stopping);
    }
}
