using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox.Chat;

/// <summary>Writes messages, each once; whoever reads is told who reads, since private ones are for one person.</summary>
sealed class WebChatStore(IDbContextFactory<WebChatDb> databases, TimeProvider clock)
{
    bool prepared;

    /// <summary>Returns the message of <paramref name="key"/>: the new one, or the one that was posted under it before.</summary>
    public async Task<Guid> Post(string channel, Guid? root, string? privateTo, Content content, string key, CancellationToken stopping)
    {
        await using var db = await Open(stopping);
        await db.Database.ExecuteSqlAsync(
            $"""
            with this as materialized (select webchat.next_seq() as seq)
            insert into webchat.messages (id, channel, root, private_to, content, key, position, seq, created_at)
            select {Guid.CreateVersion7()}, {channel}, {root}, {privateTo}, {Json.Text(content)}::jsonb, {key}, seq, seq, {clock.GetUtcNow()} from this
            on conflict (key) do nothing
            """, stopping);
        return await db.Messages.Where(m => m.Key == key).Select(m => m.Id).SingleAsync(stopping);
    }

    /// <summary>The same content again is no edit. Returns false if there is no such message.</summary>
    public async Task<bool> Edit(Guid id, Content content, CancellationToken stopping)
    {
        await using var db = await Open(stopping);
        await db.Database.ExecuteSqlAsync(
            $"""
            with this as materialized (select webchat.next_seq() as seq)
            update webchat.messages set content = {Json.Text(content)}::jsonb, revision = revision + 1, seq = this.seq, edited_at = {clock.GetUtcNow()}
            from this where id = {id} and author is null and content is distinct from {Json.Text(content)}::jsonb
            """, stopping);
        return await db.Messages.AnyAsync(m => m.Id == id && m.Author == null, stopping);
    }

    /// <summary>
    /// Keeps a person's message if <paramref name="accept"/> agrees, and shows it before any answer to it: the answer has to
    /// wait for this transaction's seq.
    /// </summary>
    public async Task<bool> Say(Guid id, string channel, Guid? root, string author, string text, Func<Task<bool>> accept, CancellationToken stopping)
    {
        await using var db = await Open(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        await db.Database.ExecuteSqlAsync(
            $"""
            with this as materialized (select webchat.next_seq() as seq)
            insert into webchat.messages (id, channel, root, author, text, position, seq, created_at)
            select {id}, {channel}, {root}, {author}, {text}, seq, seq, {clock.GetUtcNow()} from this
            on conflict (id) do nothing
            """, stopping);
        if (!await accept()) return false;

        await transaction.CommitAsync(stopping);
        return true;
    }

    public async Task<bool> Exists(Guid id, CancellationToken stopping)
    {
        await using var db = await Open(stopping);
        return await db.Messages.AnyAsync(m => m.Id == id, stopping);
    }

    public async Task<WebChatReader> Read(string channel, string viewer, CancellationToken stopping) =>
        new(await Open(stopping), channel, viewer);

    async Task<WebChatDb> Open(CancellationToken stopping)
    {
        var db = await databases.CreateDbContextAsync(stopping);
        if (prepared) return db;

        await db.Prepare(stopping);
        prepared = true;
        return db;
    }
}
