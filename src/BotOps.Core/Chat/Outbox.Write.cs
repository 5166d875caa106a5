using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Writes what is to be told, in the transaction of the state change that it tells.</summary>
public sealed class Outbox(BotOpsDb db, TimeProvider clock)
{
    /// <summary>A message of fixed content; the same key again changes nothing.</summary>
    public Task Say(string key, Place place, Content content, Urgency urgency, string? thread = null, string? privateTo = null, CancellationToken stopping = default) =>
        Insert(key, place, thread, privateTo, urgency, topic: null, content, follows: null, stopping);

    /// <summary>A message that is told anew from the rows whenever it is raised.</summary>
    public Task Tell(string topic, Place place, Urgency urgency, string? thread = null, long? follows = null, CancellationToken stopping = default) =>
        Insert(KeyOf(topic, place), place, thread, privateTo: null, urgency, topic, content: null, follows, stopping);

    /// <summary>The same to one person alone; what has a thread is told in it elsewhere.</summary>
    public Task TellAlone(string topic, Place place, string account, Urgency urgency, CancellationToken stopping) =>
        Insert($"{KeyOf(topic, place)}/{account}", place with { Root = null }, thread: null, account, urgency, topic, content: null, follows: null, stopping);

    /// <summary>What this tells has changed.</summary>
    public Task Raise(string topic, CancellationToken stopping) =>
        db.Outbox.Where(m => m.Topic == topic).ExecuteUpdateAsync(set => set.SetProperty(m => m.Wanted, m => m.Wanted + 1), stopping);

    /// <summary>It has changed and will not follow its log any more.</summary>
    public Task Settle(string topic, CancellationToken stopping) =>
        db.Outbox.Where(m => m.Topic == topic).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Wanted, m => m.Wanted + 1).SetProperty(m => m.Follows, (long?)null)
            .SetProperty(m => m.NotBefore, m => m.Failures == 0 ? null : m.NotBefore), stopping);

    /// <summary>A private message says something else from now on; nothing happens where the account has none of that reference.</summary>
    public Task Replace(Place place, string reference, string privateTo, Content content, CancellationToken stopping) =>
        Change(db.Outbox.Where(m => m.Platform == place.Platform && m.Tenant == place.Tenant && m.Reference == reference && m.PrivateTo == privateTo), content, stopping);

    /// <summary>A message says something else from now on, its buttons gone for instance.</summary>
    public Task Change(string key, Content content, CancellationToken stopping) => Change(db.Outbox.Where(m => m.Key == key), content, stopping);

    static Task<int> Change(IQueryable<OutboxMessage> messages, Content content, CancellationToken stopping) =>
        messages.ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, content).SetProperty(m => m.Wanted, m => m.Wanted + 1), stopping);

    /// <summary>The key of the private answer to an event.</summary>
    public static string ReplyTo(long item) => $"inbox/{item}/reply";

    /// <summary>Where a topic is told to everybody.</summary>
    public async Task<IReadOnlyList<Place>> Places(string topic, CancellationToken stopping) =>
        await db.Outbox.Where(m => m.Topic == topic && m.PrivateTo == null).OrderBy(m => m.Id).Select(m => new Place(m.Platform, m.Tenant, m.Channel, null)).ToListAsync(stopping);

    public static string KeyOf(string topic, Place place) => $"{topic}@{place}";

    Task<int> Insert(string key, Place place, string? thread, string? privateTo, Urgency urgency, string? topic, Content? content, long? follows, CancellationToken stopping)
    {
        if (place.Platform == OsUser.Platform) return Task.FromResult(0); // a terminal: who typed there has the answer, and nobody else is there
        var body = content is null ? null : Json.Text(content);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into botops.outbox (key, platform, tenant, channel, thread, root, private_to, urgency, topic, content, follows, wanted, sent, failures, created_at)
            values ({key}, {place.Platform}, {place.Tenant}, {place.Channel}, {thread}, {place.Root}, {privateTo}, {(int)urgency}, {topic},
                {body}::jsonb, {follows}, 1, 0, 0, {clock.GetUtcNow()})
            on conflict (key) do nothing
            """, stopping);
    }
}
