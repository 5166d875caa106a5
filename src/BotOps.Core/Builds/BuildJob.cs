using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Secrets;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Builds;

/// <summary>
/// Builds one build. Holds nothing in memory: killed and run again anywhere it starts the build afresh; two at once are told
/// apart by the lease, and only who holds it writes the result.
/// </summary>
[AutomaticRetry(Attempts = 0)] // the reconciler starts again what a dead worker left
public sealed class BuildJob(
    IDbContextFactory<BotOpsDb> databases, IServiceScopeFactory scopes, BuildRunner runner, LogStore logs, Notifications notifications, SecretReferences references,
    WorkerOptions options, TimeProvider clock, ILogger<BuildJob> logger)
{
    [Queue("build")]
    public async Task Run(long buildId, CancellationToken stopping)
    {
        using var turn = runner.Take(buildId);
        if (turn is null) return; // this process builds it already, and its lease only ran out while the database was away
        if (!await databases.Database(db => TakeLease(db, buildId, stopping), logger, stopping)) return; // ended, or another builds it, or BotOps is drained
        using var activity = Telemetry.Source.StartActivity("build")?.SetTag("botops.build", buildId);
        var began = clock.GetTimestamp();

        await using var lease = new Lease(options.Lease, token => Renew(buildId, token), clock, logger, stopping);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);
        BuildOf build;
        try
        {
            build = await databases.Database(db => Begin(db, buildId, stopping), logger, stopping);
        }
        catch (UserError error) // a secret that is not there: no other try would find it
        {
            await databases.Database(db => Conclude(buildId, BuildState.Failed, error.Message, null, stopping), logger, stopping);
            return;
        }
        using var watch = notifications.Subscribe(Notifications.Builds, payload => { _ = CancelIfAsked(buildId, cancel); });
        _ = CancelIfAsked(buildId, cancel); // pressed before the subscription; the first line does not wait for the answer

        var (outcome, reason, artifact) = await Build(build, cancel, stopping);
        if (outcome is null)
        {
            if (stopping.IsCancellationRequested) await lease.GiveBack(() => GiveBack(buildId));
            return; // the lease is another's, or BotOps stops: the build is taken up again elsewhere
        }
        await databases.Database(db => Conclude(buildId, outcome.Value, reason, artifact, stopping), logger, stopping);
        Telemetry.BuildSeconds.Record(clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.Value.ToString()));
    }

    async Task<(BuildState? Outcome, string? Reason, Artifact? Artifact)> Build(BuildOf build, CancellationTokenSource cancel, CancellationToken stopping)
    {
        await using var log = logs.Open(build.LogId, build.Mask, stopping);
        try
        {
            await log.Write("build", Texts.BuildBegins(build.Id, build.Order.Project, build.Order.Commit, options.Name), stopping);
            return (BuildState.Succeeded, null, await runner.Run(build.Order, log, cancel.Token));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var asked = !stopping.IsCancellationRequested && await db.Builds.AnyAsync(b => b.Id == build.Id && b.CancelRequested, CancellationToken.None);
            if (asked) await log.Write("build", Texts.BuildCancelled, CancellationToken.None);
            return asked ? (BuildState.Cancelled, Texts.BuildCancelled, null) : (null, null, null);
        }
        catch (Exception error) when (error is BuildFailed or Sources.SourceError or UserError)
        {
            var reason = build.Mask.Mask(error.Message);
            await log.Write("build", reason, stopping);
            return (BuildState.Failed, reason, null);
        }
        catch (Exception error)
        {
            logger.LogError(error, "build:{Build} broke", build.Id);
            var reason = Texts.BuildBroke(build.Mask.Mask(error.Message));
            await log.Write("build", reason, stopping);
            return (BuildState.Failed, reason, null);
        }
    }

    async Task CancelIfAsked(long buildId, CancellationTokenSource cancel)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancel.Token);
            if (await db.Builds.AnyAsync(b => b.Id == buildId && b.CancelRequested, cancel.Token)) await cancel.CancelAsync();
        }
        catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException || Retry.IsTransient(error))
        {
            // ended in the meantime; or the database is away, and its return wakes every subscriber
        }
    }

    async Task<bool> TakeLease(BotOpsDb db, long id, CancellationToken stopping) => await db.Database.ExecuteSqlAsync(
        $"""
        update botops.builds set worker = {options.Name}, lease_until = now() + {options.Lease}
        where id = {id} and state in ('Queued', 'Running') and (worker is null or lease_until < now())
          and (cancel_requested or not exists (select 1 from botops.drains))
        """, stopping) == 1;

    async Task<bool> Renew(long id, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Database.ExecuteSqlAsync(
            $"""
            update botops.builds set worker = {options.Name}, lease_until = now() + {options.Lease}
            where id = {id} and (worker = {options.Name} or worker is null) and state = 'Running'
            """, stopping) == 1;
    }

    async Task GiveBack(long id)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.Database.ExecuteSqlAsync($"update botops.builds set lease_until = now(), worker = null where id = {id} and worker = {options.Name}", CancellationToken.None);
    }

    async Task<BuildOf> Begin(BotOpsDb db, long id, CancellationToken stopping)
    {
        var build = await db.Builds.SingleAsync(b => b.Id == id, stopping);
        build.Start(clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);

        var project = await db.Projects.AsNoTracking().SingleAsync(p => p.Id == build.ProjectId, stopping);
        var (secrets, ofHooks) = (await Secrets(build.Settings.Secrets, stopping), await Secrets(build.Settings.Hooks?.Secrets ?? new Dictionary<string, string>(), stopping));
        var order = new BuildOrder(build.Id, project.Id, project.Name, project.Repository, build.Commit, build.Settings, secrets) { HookSecrets = ofHooks };
        return new BuildOf(build.Id, build.LogId, order, new SecretMask([.. secrets.Values, .. ofHooks.Values]));
    }

    async Task<Dictionary<string, string>> Secrets(IReadOnlyDictionary<string, string> named, CancellationToken stopping)
    {
        var resolved = new Dictionary<string, string>();
        foreach (var (name, reference) in named) resolved[name] = await references.Resolve(reference, stopping);
        return resolved;
    }

    /// <summary>Writes the result if the lease is still ours, and moves every release that waited for it.</summary>
    async Task Conclude(long id, BuildState outcome, string? reason, Artifact? artifact, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        await db.InTransaction(async () =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from botops.builds where id = {id} for update", stopping);
            var build = await db.Builds.SingleAsync(b => b.Id == id, stopping);
            if (build.Ended || build.Worker != options.Name) return;

            var now = clock.GetUtcNow();
            switch (outcome)
            {
                case BuildState.Succeeded: build.Succeed(artifact!.Sha256, artifact.Bytes, now); break;
                case BuildState.Cancelled: build.Cancel(reason!, now); break;
                default: build.Fail(reason!, now); break;
            }
            await scope.ServiceProvider.GetRequiredService<Outbox>().Settle(TellBuild.Topic(id), stopping);
            await scope.ServiceProvider.GetRequiredService<LogFiles>().OfBuild(build, TellBuild.Topic(id), stopping);
        }, stopping);
        await logs.End(await db.Builds.Where(b => b.Id == id).Select(b => b.LogId).SingleAsync(stopping), stopping);
        await scope.ServiceProvider.GetRequiredService<AfterBuild>().Handle(id, stopping);
    }

    sealed record BuildOf(long Id, long LogId, BuildOrder Order, SecretMask Mask);
}
