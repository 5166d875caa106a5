using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Chat;

/// <summary>The one way in. A platform verifies what it received, calls this, then answers.</summary>
public interface IInbox
{
    /// <summary>
    /// Saves an event, once however often it is sent. False when it could not be saved within 1.5 s: the platform then says
    /// "not accepted, try again", never nothing and never a lie.
    /// </summary>
    Task<bool> Accept(string platform, string tenant, string eventId, ChatEvent chatEvent, CancellationToken stopping);
}

/// <summary>
/// Writes events to the inbox. Those that come while a write is under way go together with the next one, so that many at once cost
/// one commit and a single one does not wait.
/// </summary>
public sealed class ReceiveEvents(IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<ReceiveEvents> log) : IInbox
{
    const int Most = 200;
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>For PostgreSQL's word that a write was called off; a platform waits three seconds in all.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.7);

    readonly Lock gate = new();
    readonly Queue<Row> waiting = [];
    bool writing;

    public async Task<bool> Accept(string platform, string tenant, string eventId, ChatEvent chatEvent, CancellationToken stopping)
    {
        var row = new Row(platform, tenant, eventId, Json.Text(chatEvent), clock.GetUtcNow(), clock.GetTimestamp());
        bool first;
        lock (gate)
        {
            waiting.Enqueue(row);
            first = !writing;
            writing = true;
        }
        if (first) _ = Write();
        try
        {
            return await row.Saved.Task.WaitAsync(Limit + Grace, clock, stopping);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    async Task Write()
    {
        while (true)
        {
            List<Row> rows = [];
            lock (gate)
            {
                while (rows.Count < Most && waiting.TryDequeue(out var row)) rows.Add(row);
                if (rows.Count == 0)
                {
                    writing = false;
                    return;
                }
            }
            await Save(rows);
        }
    }

    async Task Save(List<Row> rows)
    {
        var left = Limit - clock.GetElapsedTime(rows[0].Began); // they are in the order in which they came
        try
        {
            if (left <= TimeSpan.Zero) throw new TimeoutException();
            using var limit = new CancellationTokenSource(left, clock);
            await Insert(rows, limit.Token);
            foreach (var row in rows) row.Saved.TrySetResult(true);
        }
        catch (Exception error) when (rows.Count > 1 && !Retry.IsTransient(error) && error is not OperationCanceledException)
        {
            foreach (var row in rows) await Save([row]); // one of them is what the database does not take; the others are innocent
        }
        catch (Exception error)
        {
            log.LogWarning(error, "{Count} events were not accepted, the first is {EventId} of {Platform}", rows.Count, rows[0].EventId, rows[0].Platform);
            foreach (var row in rows) row.Saved.TrySetResult(false);
        }
    }

    async Task Insert(List<Row> rows, CancellationToken stopping)
    {
        var inOrder = rows.OrderBy(r => r.EventId, StringComparer.Ordinal).ToList(); // two processes that save the same ones lock them in one order
        string[] platforms = [.. inOrder.Select(r => r.Platform)], tenants = [.. inOrder.Select(r => r.Tenant)], ids = [.. inOrder.Select(r => r.EventId)], events = [.. inOrder.Select(r => r.Event)];
        DateTimeOffset[] times = [.. inOrder.Select(r => r.ReceivedAt)];
        await using var db = await databases.CreateDbContextAsync(stopping);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into botops.inbox (platform, tenant, event_id, event, received_at, attempts)
            select platform, tenant, event_id, event::jsonb, received_at, 0
            from unnest({platforms}, {tenants}, {ids}, {events}, {times}) as r (platform, tenant, event_id, event, received_at)
            on conflict (platform, tenant, event_id) do nothing
            """, stopping);
    }

    sealed record Row(string Platform, string Tenant, string EventId, string Event, DateTimeOffset ReceivedAt, long Began)
    {
        public TaskCompletionSource<bool> Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
