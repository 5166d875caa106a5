namespace BotOps.Core.Chat;

/// <summary>Sent first where there is more to send than the budget allows.</summary>
public enum Urgency { Failure, Card, Thread, Log }

/// <summary>
/// A message that is to be, or to change. State changes raise <see cref="Wanted"/> in their own transaction; the dispatcher
/// sends until <see cref="Sent"/> has reached it. What it says is either kept in <see cref="Content"/> or, for a
/// <see cref="Topic"/>, told anew from the rows at the moment of sending, so that an unsent edit is always the newest.
/// </summary>
public sealed class OutboxMessage
{
    public long Id { get; private init; }

    /// <summary>Unique, and the same however often the state change is tried: <c>release/42/card</c> at one place.</summary>
    public required string Key { get; init; }
    public required string Platform { get; init; }
    public required string Tenant { get; init; }
    public required string Channel { get; init; }

    /// <summary>Key of the message whose thread this is in; null: the channel, or <see cref="Root"/>.</summary>
    public string? Thread { get; init; }

    /// <summary>Reference of a root message that is not of this outbox (a person's own message).</summary>
    public string? Root { get; init; }

    /// <summary>The account that alone sees it.</summary>
    public string? PrivateTo { get; init; }
    public Urgency Urgency { get; init; }

    /// <summary>For content told from rows: <c>release/42/card</c>, <c>release/42/build</c>, <c>release/42/wave/1</c>.</summary>
    public string? Topic { get; init; }
    public Content? Content { get; set; }

    /// <summary>The log whose growth raises it while its build or wave runs.</summary>
    public long? Follows { get; set; }
    public long Wanted { get; set; } = 1;
    public long Sent { get; set; }

    /// <summary>The platform's name of the posted message.</summary>
    public string? Reference { get; set; }

    /// <summary>Not before: the rate budget, or the platform said to wait.</summary>
    public DateTimeOffset? NotBefore { get; set; }
    public int Failures { get; set; }

    /// <summary>A post that began then and of which nobody heard how it ended; kept for platforms that would take it a second time.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>Why it will not be sent; the thread goes on without it, and doctor lists it.</summary>
    public string? Parked { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One message on its way.</summary>
/// <param name="PrivateTo">The account that alone sees it.</param>
/// <param name="Key">The message's own name: under the same one it is the same message.</param>
/// <param name="TriedAt">An earlier try began then and may have arrived; null: this is the first.</param>
public sealed record Delivery(Place Place, string? PrivateTo, Content Content, string Key, Urgency Urgency = Urgency.Thread, DateTimeOffset? TriedAt = null);

/// <summary>What the outbox needs of a chat platform. Each call may be repeated after an unclear outcome.</summary>
public interface IChatPlatform
{
    string Name { get; }

    /// <summary>It knows a key again by itself; where not, the outbox writes down that it tries, before it does.</summary>
    bool KnowsKeys => true;

    /// <summary>People have messages of their own there, beside the channels.</summary>
    bool HasDirectMessages => false;

    /// <summary>Only one person is there, so it is no place for a project's stories.</summary>
    bool IsDirect(Place place) => false;

    /// <summary>Its links are opened where nobody is signed in to the pages yet: what one person alone sees has links that do it.</summary>
    bool OpensElsewhere => false;

    /// <summary>Takes a <see cref="LogFile"/> into a thread; where not, none is written for it.</summary>
    bool TakesFiles => false;

    /// <summary>Workspaces that this process can send to.</summary>
    IReadOnlyList<string> Tenants { get; }

    /// <summary>Messages a second that one workspace takes in the long run.</summary>
    double Rate { get; }

    /// <summary>Returns the platform's reference; a repeated key returns the first one's, nothing is posted twice.</summary>
    Task<string> Post(Delivery message, CancellationToken stopping);

    /// <exception cref="MessageGone">Somebody deleted it.</exception>
    Task Update(Delivery message, string reference, CancellationToken stopping);
}

/// <summary>Trying again is useless: the channel is gone, the message too long.</summary>
public sealed class ChatRefused(string code, string whatToDo) : Exception($"{code}: {whatToDo}");

/// <summary>There is no such message any more: it is posted anew.</summary>
public sealed class MessageGone() : Exception("The message was deleted.");

/// <summary>The platform takes nothing from BotOps at all, a token is not good any more for instance: nothing was sent, and all of it waits.</summary>
public sealed class ChatShut(string reason, Exception inner) : Exception(reason, inner);

/// <summary>This one message has to wait, so that calls of its kind stay within what the platform takes; others need not.</summary>
public sealed class ChatPaced(TimeSpan wait) : Exception($"paced for {wait}")
{
    public TimeSpan Wait { get; } = wait;
}

/// <summary>The platform asks to wait (429).</summary>
public sealed class ChatBusy(TimeSpan wait) : Exception($"busy for {wait}")
{
    public TimeSpan Wait { get; } = wait;
}
