using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Chat;

/// <summary>Sends one message or one edit, and writes down how it went.</summary>
sealed class SendMessage(IChatPlatform platform, BotOpsDb db, TellRelease tell, PersonalLinks links, TimeProvider clock, ILogger logger)
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    static readonly TimeSpan LogFloor = TimeSpan.FromSeconds(1);
    static readonly TimeSpan EditFloor = TimeSpan.FromMilliseconds(200);

    /// <summary>Tries at a message that BotOps itself cannot tell, before the thread goes on without it.</summary>
    const int MostFailures = 5;

    /// <summary>Returns how long the platform asked to be left alone.</summary>
    public async Task<TimeSpan> Send(OutboxMessage message, CancellationToken stopping)
    {
        try
        {
            var content = message.Content ?? await tell.Tell(message.Topic!, stopping);
            if (content is not null) message.Reference = await Deliver(message, content, stopping);
            await Written(message, stopping);
            Telemetry.MessagesSent.Add(1, new KeyValuePair<string, object?>("platform", platform.Name));
        }
        catch (ChatPaced paced)
        {
            await Later(message, paced.Wait, failures: 0, tried: false, stopping);
        }
        catch (ChatBusy busy)
        {
            await Later(message, busy.Wait, failures: 1, tried: false, stopping);
            return busy.Wait;
        }
        catch (ChatShut shut)
        {
            logger.LogError("Nothing can be sent to {Platform}: {Reason}", platform.Name, shut.Message);
            await Later(message, Backoff(message), failures: 1, tried: false, stopping);
        }
        catch (Exception error) when (error is ChatRefused or UserError || (message.Failures >= MostFailures && IsOurs(error)))
        {
            logger.LogError(error, "Message {Key} is parked", message.Key);
            await db.Outbox.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Parked, error.Message), stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning("Message {Key} could not be sent, trying again: {Error}", message.Key, error.GetBaseException().Message);
            await Later(message, Backoff(message), failures: 1, tried: true, stopping);
        }
        return TimeSpan.Zero;
    }

    /// <summary>Neither the network nor the database: it would fail the same way for ever.</summary>
    static bool IsOurs(Exception error) => !Retry.IsTransient(error) && error is not (HttpRequestException or OperationCanceledException);

    async Task<string> Deliver(OutboxMessage message, Content content, CancellationToken stopping)
    {
        var root = message.Root ?? (message.Thread is null ? null
            : await db.Outbox.Where(m => m.Key == message.Thread).Select(m => m.Reference).SingleAsync(stopping));
        if (message.PrivateTo is { } account && platform.OpensElsewhere) content = await links.For(new AccountName(message.Platform, message.Tenant, account), content, stopping);
        var delivery = new Delivery(new Place(message.Platform, message.Tenant, message.Channel, root), message.PrivateTo, content, message.Key, message.Urgency, message.TriedAt);
        if (message.Reference is not null)
        {
            try
            {
                await platform.Update(delivery, message.Reference, stopping);
                return message.Reference;
            }
            catch (MessageGone)
            {
                logger.LogInformation("Message {Key} was deleted and is posted anew", message.Key);
            }
        }
        if (!platform.KnowsKeys && message.TriedAt is null) await Tries(message, stopping);
        return await platform.Post(delivery, stopping);
    }

    Task<int> Tries(OutboxMessage message, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        return db.Outbox.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.TriedAt, now), stopping);
    }

    Task<int> Written(OutboxMessage message, CancellationToken stopping)
    {
        // edits of what is told anew are gathered: many hosts at once make one; a live log once a second
        var now = clock.GetUtcNow();
        return db.Outbox.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Sent, message.Wanted).SetProperty(m => m.Reference, message.Reference).SetProperty(m => m.Failures, 0).SetProperty(m => m.TriedAt, (DateTimeOffset?)null)
            .SetProperty(m => m.NotBefore, m => m.Follows != null ? now + LogFloor : m.Topic != null ? now + EditFloor : null), stopping);
    }

    static TimeSpan Backoff(OutboxMessage message)
    {
        var wait = TimeSpan.FromMilliseconds(200 * Math.Pow(2, Math.Min(message.Failures, 10)));
        return wait < Longest ? wait : Longest;
    }

    /// <param name="tried">False: it certainly did not arrive this time.</param>
    Task<int> Later(OutboxMessage message, TimeSpan wait, int failures, bool tried, CancellationToken stopping)
    {
        var from = clock.GetUtcNow() + wait;
        return db.Outbox.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Failures, m => m.Failures + failures).SetProperty(m => m.NotBefore, from).SetProperty(m => m.TriedAt, m => tried ? m.TriedAt : message.TriedAt), stopping);
    }
}
