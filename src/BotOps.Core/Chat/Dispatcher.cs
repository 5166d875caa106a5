using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Chat;

/// <summary>
/// The one way out: one dispatcher per workspace, whoever holds its advisory lock. Sends what is wanted and not sent, urgent
/// first, a thread's root before its replies, within the workspace's rate. Where a root is parked, its replies go to the channel.
/// Files go beside the messages and hold none of them back: one may take minutes.
/// </summary>
public sealed class Dispatcher(
    IEnumerable<IChatPlatform> platforms, IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, NpgsqlDataSource source, Notifications notifications,
    WorkerOptions options, TimeProvider clock, ILogger<Dispatcher> logger) : BackgroundService
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(platforms.SelectMany(platform => platform.Tenants.Select(tenant => Serve(platform, tenant, stopping))));

    async Task Serve(IChatPlatform platform, string tenant, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var guard = await Lock(platform.Name, tenant, stopping);
                if (guard is not null) await Send(platform, tenant, guard, stopping);
                else await Task.Delay(options.Lease / 10, clock, stopping); // another process has this workspace
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                logger.LogWarning("The outbox of {Platform}/{Tenant} waits: {Error}", platform.Name, tenant, error.GetBaseException().Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, stopping);
            }
        }
    }

    async Task Send(IChatPlatform platform, string tenant, NpgsqlConnection guard, CancellationToken stopping)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var files = platform.TakesFiles ? SendFiles(platform, tenant, together.Token) : Task.CompletedTask;
        try
        {
            await SendAll(platform, tenant, files: false, guard, stopping);
        }
        finally
        {
            await together.CancelAsync(); // the lock is gone, or BotOps stops
            await files.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task SendFiles(IChatPlatform platform, string tenant, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await SendAll(platform, tenant, files: true, guard: null, stopping);
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning("Files for {Platform}/{Tenant} wait: {Error}", platform.Name, tenant, error.GetBaseException().Message);
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, stopping);
            }
        }
    }

    /// <param name="guard">Holds the lock, where this is who watches it.</param>
    async Task SendAll(IChatPlatform platform, string tenant, bool files, NpgsqlConnection? guard, CancellationToken stopping)
    {
        using var raised = new SemaphoreSlim(0);
        using var watch = notifications.Subscribe(Notifications.Outbox, _ => raised.Release());
        var budget = new RateBudget(platform.Rate, clock);
        while (true)
        {
            while (raised.CurrentCount > 0) await raised.WaitAsync(stopping);
            if (guard is { State: not System.Data.ConnectionState.Open }) return;

            await budget.Take(stopping);
            if (!await SendNext(platform, tenant, files, stopping))
            {
                budget.GiveBack();
                if (guard is not null) await Look(guard, stopping);
                await raised.WaitAsync(await NextDue(platform, tenant, stopping), stopping);
            }
        }
    }

    /// <summary>The lock is only ours while its connection lives.</summary>
    static async Task Look(NpgsqlConnection guard, CancellationToken stopping)
    {
        await using var alive = new NpgsqlCommand("select 1", guard);
        await alive.ExecuteNonQueryAsync(stopping);
    }

    /// <summary>False when there is nothing to send now.</summary>
    async Task<bool> SendNext(IChatPlatform platform, string tenant, bool files, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        var now = clock.GetUtcNow();
        var next = await db.Outbox.FromSql(
            $"""
            select m.* from botops.outbox m left join botops.outbox root on root.key = m.thread
            where m.platform = {platform.Name} and m.tenant = {tenant} and m.sent < m.wanted and m.parked is null
              and (m.not_before is null or m.not_before <= {now}) and (coalesce(m.content->>'is', '') = {LogFile.Kind}) = {files}
              and (m.thread is null or root.reference is not null or root.parked is not null)
              and (m.reference is not null or not exists (
                    select 1 from botops.outbox earlier where earlier.thread = m.thread and earlier.id < m.id
                      and earlier.reference is null and earlier.parked is null and earlier.sent < earlier.wanted and coalesce(earlier.content->>'is', '') <> {LogFile.Kind}))
            order by m.urgency, m.id limit 1
            """).AsNoTracking().ToListAsync(stopping);
        if (next is not [var message]) return false;

        var wait = await new SendMessage(platform, db, scope.ServiceProvider.GetRequiredService<TellRelease>(), scope.ServiceProvider.GetRequiredService<PersonalLinks>(), clock, logger).Send(message, stopping);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, stopping); // the platform's wish holds for the whole workspace
        return true;
    }

    async Task<TimeSpan> NextDue(IChatPlatform platform, string tenant, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var now = clock.GetUtcNow();
        var due = await db.Outbox.Where(m => m.Platform == platform.Name && m.Tenant == tenant && m.Sent < m.Wanted && m.Parked == null && m.NotBefore > now - Shortest)
            .MinAsync(m => m.NotBefore, stopping); // what was due before and could not be sent waits for another message, not for a time
        if (due is null) return Idle;

        var wait = due.Value - now;
        return wait < Shortest ? Shortest : wait < Idle ? wait : Idle;
    }

    /// <summary>Null while another process holds it; freed by PostgreSQL when this connection ends, however it ends.</summary>
    async Task<NpgsqlConnection?> Lock(string platform, string tenant, CancellationToken stopping)
    {
        var connection = await source.OpenConnectionAsync(stopping); // going back to the pool frees the lock as well
        try
        {
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended($1, 0))", connection)
            {
                Parameters = { new() { Value = $"outbox {platform}/{tenant}" } },
            };
            if (await command.ExecuteScalarAsync(stopping) is true) return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
        await connection.DisposeAsync();
        return null;
    }
}
