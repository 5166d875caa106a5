using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Chat;

/// <summary>Takes events from the inbox, a few at a time, each under a lease; a dead worker's events are taken by another.</summary>
public sealed class InboxWorker(
    IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, Notifications notifications, WorkerOptions options, TimeProvider clock,
    ILogger<InboxWorker> logger) : BackgroundService
{
    const int AtOnce = 8;
    const int Attempts = 3;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var arrived = new SemaphoreSlim(AtOnce);
        using var watch = notifications.Subscribe(Notifications.Inbox, _ => arrived.Release());
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work(arrived, stopping)));
    }

    async Task Work(SemaphoreSlim arrived, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await Take(stopping) is { } item) await Handle(item, stopping);
                else await arrived.WaitAsync(options.Lease / 3, stopping); // a lease that ran out notifies nobody
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                logger.LogWarning(error, "The inbox could not be read");
                await Task.Delay(TimeSpan.FromMilliseconds(500), stopping);
            }
        }
    }

    async Task<InboxItem?> Take(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var taken = await db.Inbox.FromSql(
            $"""
            update botops.inbox set lease_until = now() + {options.Lease}, attempts = attempts + 1
            where id = (select id from botops.inbox where done_at is null and (lease_until is null or lease_until < now())
                        order by id for update skip locked limit 1)
            returning *
            """).AsNoTracking().ToListAsync(stopping);
        return taken.SingleOrDefault();
    }

    async Task Handle(InboxItem item, CancellationToken stopping)
    {
        using var activity = Telemetry.Source.StartActivity("event")?.SetTag("botops.platform", item.Platform).SetTag("botops.inbox", item.Id);
        Telemetry.EventsHandled.Add(1, new KeyValuePair<string, object?>("platform", item.Platform));
        await using var lease = new Lease(options.Lease, token => Renew(item.Id, token), clock, logger, stopping);
        try
        {
            await Scoped(item, (handle, token) => handle.Handle(item, token), lease.Lost);
        }
        catch (AlreadyDone)
        {
            // exactly as it should be
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            // another worker has it
        }
        catch (UserError error)
        {
            await Scoped(item, (handle, token) => handle.Refuse(item, error, token), lease.Lost);
        }
        catch (SourceError error)
        {
            await Scoped(item, (handle, token) => handle.Refuse(item, error, token), lease.Lost);
        }
        catch (Exception error) when (error is not OperationCanceledException && (item.Attempts >= Attempts || !Retry.IsTransient(error)))
        {
            logger.LogError(error, "Inbox item {Item} broke", item.Id);
            await Scoped(item, (handle, token) => handle.Apologise(item, token), lease.Lost);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "Inbox item {Item} is tried again", item.Id);
            await lease.GiveBack(() => databases.Database(db => db.Database.ExecuteSqlAsync($"update botops.inbox set lease_until = null where id = {item.Id}", stopping), logger, stopping));
        }
    }

    async Task Scoped(InboxItem item, Func<HandleEvent, CancellationToken, Task> work, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
        db.InboxItem = item.Id;
        await work(scope.ServiceProvider.GetRequiredService<HandleEvent>(), stopping);
        await db.InTransaction(() => Task.CompletedTask, stopping); // marks it done where no use case had anything to save
    }

    async Task<bool> Renew(long id, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Database.ExecuteSqlAsync($"update botops.inbox set lease_until = now() + {options.Lease} where id = {id} and done_at is null", stopping) == 1;
    }
}
