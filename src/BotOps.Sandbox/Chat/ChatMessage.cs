using BotOps.Core.Chat;

namespace BotOps.Sandbox.Chat;

/// <summary>A message as the web chat keeps it: a person's text, or the bot's content.</summary>
public sealed class ChatMessage
{
    public Guid Id { get; init; }
    public required string Channel { get; init; }

    /// <summary>The message whose thread this is in; null: the channel itself.</summary>
    public Guid? Root { get; init; }

    /// <summary>Handle of who wrote it; null: the bot.</summary>
    public string? Author { get; init; }

    /// <summary>Handle of the one person who sees it.</summary>
    public string? PrivateTo { get; init; }
    public string? Text { get; init; }
    public Content? Content { get; init; }

    /// <summary>The outbox's key, so that a repeated post is the same message.</summary>
    public string? Key { get; init; }
    public int Revision { get; init; }

    /// <summary>Where it stands among the others: the <see cref="Seq"/> of its first revision.</summary>
    public long Position { get; init; }

    /// <summary>Grows with every post and edit of the whole chat, in the order in which they become visible.</summary>
    public long Seq { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Spoken and shown where there is room for one line.</summary>
    public string Push => Content?.Push ?? Text ?? "";
}
