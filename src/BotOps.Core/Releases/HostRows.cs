using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

/// <summary>The rows of one host in one release. Every write first makes sure that the claim is still ours.</summary>
public sealed class HostRows(IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<HostRows> logger)
{
    public Task<HostRun> Read(Rollout rollout, Host host, CancellationToken stopping) =>
        databases.Database(db => db.HostRuns.AsNoTracking().SingleAsync(r => r.ReleaseId == rollout.ReleaseId && r.HostId == host.Id, stopping), logger, stopping);

    public Task<List<string>> SucceededOf(Rollout rollout, int wave, CancellationToken stopping) => databases.Database(db =>
        (from run in db.HostRuns
         join host in db.Hosts on run.HostId equals host.Id
         where run.ReleaseId == rollout.ReleaseId && run.Wave == wave && run.State == Succeeded
         select host.Name).ToListAsync(stopping), logger, stopping);

    /// <summary>Returns the number of this attempt.</summary>
    public async Task<int> Enter(Rollout rollout, Host host, HostRunState step, CancellationToken stopping)
    {
        var attempt = 0;
        await Change(rollout, host, async (db, run) =>
        {
            run.Enter(step, clock.GetUtcNow());
            attempt = await db.HostSteps.CountAsync(s => s.HostRunId == run.Id && s.Step == step, stopping) + 1;
            db.HostSteps.Add(new HostStep { HostRunId = run.Id, Step = step, Attempt = attempt, StartedAt = clock.GetUtcNow() });
            if (step == Activating) await Now(db, rollout, host, stopping);
        }, ended: false, stopping);
        return attempt;
    }

    public Task Leave(Rollout rollout, Host host, HostRunState step, int attempt, CancellationToken stopping) => Change(rollout, host, async (db, run) =>
        await EndStep(db, run, step, attempt, ok: true, null, stopping), ended: false, stopping, moved: false);

    public Task Succeed(Rollout rollout, Host host, CancellationToken stopping) => Change(rollout, host, async (db, run) =>
    {
        if (run.Ended) return;
        run.Succeed(clock.GetUtcNow());
        (await Assigned(db, rollout, host, stopping)).LeftOut = null;
    }, ended: true, stopping);

    /// <summary>Failed before Activating: it serves its old version. Failed later: it stays out until repaired.</summary>
    public Task Fail(Rollout rollout, Host host, HostRunState step, int attempt, string reason, CancellationToken stopping) => Change(rollout, host, async (db, run) =>
    {
        if (run.Ended) return;
        run.Fail(reason, clock.GetUtcNow());
        await EndStep(db, run, step, attempt, ok: false, reason, stopping);
        if (step >= Activating) (await Assigned(db, rollout, host, stopping)).LeftOut = Texts.LeftOutSince(rollout.ReleaseId, step, reason);
    }, ended: true, stopping);

    public Task FailWatched(Rollout rollout, Host host, string reason, CancellationToken stopping) => Change(rollout, host, async (db, run) =>
    {
        if (run.State != Succeeded) return;
        run.FailWatched(reason, clock.GetUtcNow());
        (await Assigned(db, rollout, host, stopping)).LeftOut = Texts.LeftOutSince(rollout.ReleaseId, Verifying, reason);
    }, ended: true, stopping);

    public Task Skip(Rollout rollout, Host host, string reason, CancellationToken stopping) => Change(rollout, host, (_, run) =>
    {
        if (!run.Ended) run.Skip(reason, clock.GetUtcNow());
        return Task.CompletedTask;
    }, ended: true, stopping);

    /// <summary>From Activating on the host is on its way to the new version; what it ran is in its run's row.</summary>
    static async Task Now(BotOpsDb db, Rollout rollout, Host host, CancellationToken stopping)
    {
        var release = await db.Releases.Where(r => r.Id == rollout.ReleaseId).Select(r => new { r.SettingsRevisionId, r.BuildId }).SingleAsync(stopping);
        var assignment = await Assigned(db, rollout, host, stopping);
        (assignment.ReleaseId, assignment.BuildId, assignment.SettingsRevisionId) = (rollout.ReleaseId, release.BuildId, release.SettingsRevisionId);
    }

    static Task<Assignment> Assigned(BotOpsDb db, Rollout rollout, Host host, CancellationToken stopping) =>
        db.Assignments.SingleAsync(a => a.EnvironmentId == rollout.EnvironmentId && a.HostId == host.Id, stopping);

    async Task EndStep(BotOpsDb db, HostRun run, HostRunState step, int attempt, bool ok, string? detail, CancellationToken stopping)
    {
        var row = await db.HostSteps.SingleAsync(s => s.HostRunId == run.Id && s.Step == step && s.Attempt == attempt, stopping);
        (row.EndedAt, row.Ok, row.Detail) = (clock.GetUtcNow(), ok, detail);
    }

    Task Change(Rollout rollout, Host host, Func<BotOpsDb, HostRun, Task> work, bool ended, CancellationToken stopping, bool moved = true) =>
        databases.Database(async _ =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
            await db.InTransaction(async () =>
            {
                // The claim is read under a share lock: a take-over waits for this write, and this write sees a take-over
                var held = await db.Claims.FromSql($"select * from botops.claims where release_id = {rollout.ReleaseId} and fence = {rollout.Fence} for share")
                    .AsNoTracking().ToListAsync(stopping);
                if (held.Count == 0) throw new FenceLost("the claim");

                await work(db, await db.HostRuns.SingleAsync(r => r.ReleaseId == rollout.ReleaseId && r.HostId == host.Id, stopping));
                await db.SaveChangesAsync(stopping);
                if (moved) await scope.ServiceProvider.GetRequiredService<ReleaseStory>().HostMoved(rollout.ReleaseId, ended, stopping);
            }, stopping);
        }, logger, stopping);
}
