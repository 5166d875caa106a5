using BotOps.Core.Chat.Commands;

namespace BotOps.Core.Projects.Adding;

/// <summary>A project that was described in chat and tried out, and waits for the press that adds it.</summary>
public sealed class ProjectDraft
{
    /// <summary>After that it has to be tried out anew.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromDays(1);

    public long Id { get; private init; }
    public required ProjectInput Input { get; init; }

    /// <summary>Where its stories will be told, as <c>platform/tenant/channel</c>; null: where a command is typed.</summary>
    public string? Channel { get; init; }
    /// <summary>The event that asked, whose answer carries the button.</summary>
    public long? Asked { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
}
