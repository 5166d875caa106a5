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

public sealed class ReceiveEvents(IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<ReceiveEvents> log) : IInbox
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    public async Task<bool> Accept(string platform, string tenant, string eventId, ChatEvent chatEvent, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Limit);
        try
        {
            await using var db = await databases.CreateDbContextAsync(limit.Token);
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into botops.inbox (platform, tenant, event_id, event, received_at, attempts)
                values ({platform}, {tenant}, {eventId}, {Json.Text(chatEvent)}::jsonb, {clock.GetUtcNow()}, 0)
                on conflict (platform, tenant, event_id) do nothing
                """, limit.Token);
            return true;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && error is not UserError)
        {
            log.LogWarning(error, "Event {EventId} of {Platform} was not accepted", eventId, platform);
            return false;
        }
    }
}
