using BotOps.Core.Access;

namespace BotOps.Core.Chat;

/// <summary><see cref="Left"/>: the account is no full member of its workspace any more.</summary>
public enum ChatEventKind { Command, Press, Form, Left }

/// <summary>What a person did in a chat; past this nothing knows which platform it was.</summary>
/// <param name="Text">For a command: as typed, <c>/deploy order-svc</c> or <c>@botops deploy order-svc</c> without the mention.</param>
/// <param name="Action">For a press: <c>approve</c>, <c>reject</c> …, see <see cref="Button"/>. For a form: its command.</param>
/// <param name="Value">For a press: what the button carries (<c>42/1</c>: release and round). For a form in a message: the platform's reference of that message.</param>
/// <param name="Input">For a press that asked for words: the words (the reason of a Reject).</param>
/// <param name="Place">Where it was done; with <see cref="Place.Root"/> when in a thread.</param>
/// <param name="Filled">For a form: see <see cref="Form.Filled"/>.</param>
public sealed record ChatEvent(
    ChatEventKind Kind, string ExternalId, Place Place, string? Text = null, string? Action = null, string? Value = null, string? Input = null,
    IReadOnlyDictionary<string, string>? Filled = null);

/// <summary>Where a story is told.</summary>
/// <param name="Root">Reference of the thread's root message on that platform; null: the channel itself.</param>
public sealed record Place(string Platform, string Tenant, string Channel, string? Root = null)
{
    public static Place Parse(string text) => text.Split('/', 3) is [var platform, var tenant, var channel]
        ? new Place(platform, tenant, channel)
        : throw new UserError(Texts.NotAPlace(text), text);

    public override string ToString() => $"{Platform}/{Tenant}/{Channel}";
}

/// <summary>A received event, unique by the platform's own id, so that nothing that is sent twice happens twice.</summary>
public sealed class InboxItem
{
    public long Id { get; private init; }
    public required string Platform { get; init; }
    public required string Tenant { get; init; }
    public required string EventId { get; init; }
    public required ChatEvent Event { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Who did it.</summary>
    public AccountName Sender => new(Platform, Tenant, Event.ExternalId);
    public DateTimeOffset? DoneAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? Error { get; set; }
}
