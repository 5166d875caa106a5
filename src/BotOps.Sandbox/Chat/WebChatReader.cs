using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox.Chat;

/// <summary>What one person may see of a channel: every read goes through the same door.</summary>
sealed class WebChatReader(WebChatDb db, string channel, string viewer) : IAsyncDisposable
{
    const int PageSize = 100;

    IQueryable<ChatMessage> Visible => db.Messages.AsNoTracking().Where(m => m.Channel == channel && (m.PrivateTo == null || m.PrivateTo == viewer));

    /// <summary>The highest seq of the chat; what is read afterwards is at least this new.</summary>
    public async Task<long> Seq(CancellationToken stopping) => await db.Messages.MaxAsync(m => (long?)m.Seq, stopping) ?? 0;

    public Task<ChatMessage?> Find(Guid id, CancellationToken stopping) => Visible.SingleOrDefaultAsync(m => m.Id == id, stopping);

    /// <summary>The newest messages of the channel itself in their order, at most a page, before a position.</summary>
    public async Task<IReadOnlyList<ChatMessage>> Channel(long? before, CancellationToken stopping)
    {
        var newest = await Visible.Where(m => m.Root == null && (before == null || m.Position < before))
            .OrderByDescending(m => m.Position).Take(PageSize).ToListAsync(stopping);
        newest.Reverse();
        return newest;
    }

    /// <summary>The card of a release.</summary>
    public async Task<Guid?> CardOf(long release, CancellationToken stopping) => (await db.Messages.FromSql(
        $"select * from webchat.messages where root is null and content->>'release' = {release.ToString(System.Globalization.CultureInfo.InvariantCulture)}").AsNoTracking()
        .Where(m => m.Channel == channel && m.PrivateTo == null).OrderBy(m => m.Position).FirstOrDefaultAsync(stopping))?.Id;

    public Task<bool> Earlier(long position, CancellationToken stopping) => Visible.AnyAsync(m => m.Root == null && m.Position < position, stopping);

    public async Task<IReadOnlyList<ChatMessage>> Thread(Guid root, CancellationToken stopping) =>
        await Visible.Where(m => m.Root == root).OrderBy(m => m.Position).ToListAsync(stopping);

    /// <summary>What was posted or edited since, oldest change first.</summary>
    public async Task<IReadOnlyList<ChatMessage>> After(long seq, CancellationToken stopping) =>
        await Visible.Where(m => m.Seq > seq).OrderBy(m => m.Seq).Take(PageSize).ToListAsync(stopping);

    public async Task<IReadOnlyDictionary<Guid, Replies>> Replies(IEnumerable<Guid> roots, CancellationToken stopping)
    {
        var wanted = roots.ToList();
        return await Visible.Where(m => m.Root != null && wanted.Contains(m.Root.Value))
            .GroupBy(m => m.Root!.Value)
            .Select(g => new { g.Key, Count = g.Count(), Newest = g.Max(m => m.EditedAt ?? m.CreatedAt) })
            .ToDictionaryAsync(g => g.Key, g => new Replies(g.Count, g.Newest), stopping);
    }

    public Task<bool> HasWritten(CancellationToken stopping) => db.Messages.AnyAsync(m => m.Author == viewer, stopping);

    public ValueTask DisposeAsync() => db.DisposeAsync();
}

/// <summary>How much there is in a thread, and when it last changed.</summary>
public sealed record Replies(int Count, DateTimeOffset Newest)
{
    public static Replies None { get; } = new(0, DateTimeOffset.MinValue);
}
