using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>What is told of a lock: a line in the project's channels, the cards that wait for it, and privately those whom it concerns.</summary>
public sealed class LockStory(BotOpsDb db, Outbox outbox, TellPerson tell, ReleaseStory releases, TimeProvider clock)
{
    /// <summary>Its lines and questions begin with this.</summary>
    static string KeyOf(LockOf of) => $"lock/{of.Lock.Id}/";

    /// <param name="what">One word, different for each line of one lock.</param>
    /// <param name="typedIn">Told there where the project names no channel and nothing was told of it yet.</param>
    public async Task Say(LockOf of, string what, Func<string> text, Place? typedIn, CancellationToken stopping)
    {
        var line = new Line(Tone.Ask, "lock", [Languages.ToAll(text)], clock.GetUtcNow());
        foreach (var place in await Places(of, typedIn, stopping))
            await outbox.Say($"{KeyOf(of)}{what}@{place}", place, line, Urgency.Card, stopping: stopping);
        await releases.WaitingChanged(of.Environment.Id, stopping);
    }

    /// <summary>Nobody who did not type hears of it otherwise.</summary>
    public async Task Tell(LockOf of, string what, Guid person, Func<Person, Reply> says, CancellationToken stopping) =>
        await tell.Say($"{KeyOf(of)}{what}", person, await Places(of, null, stopping), says, stopping);

    /// <summary>The owner is asked whether it is still needed.</summary>
    public Task Ask(LockOf of, CancellationToken stopping) => Tell(of, QuestionOf(of), of.Lock.OwnerId, owner => new Reply(
        Texts.LockEndsSoon(of.Where, of.Lock.Reason, InZone(owner, of.Lock.Until)), Buttons: LockButtons.Of(of.Lock)), stopping);

    /// <summary>The next owner has it, and may answer what the last one was asked.</summary>
    public Task HandedOver(LockOf of, Person from, CancellationToken stopping) => Tell(of, QuestionOf(of), of.Lock.OwnerId, owner => new Reply(
        Texts.LockHandedToYou(from.Name, of.Where, of.Lock.Reason, InZone(owner, of.Lock.Until)), Buttons: LockButtons.Of(of.Lock)), stopping);

    /// <summary>The question is answered, or nobody needs its answer any more: no button of it is left.</summary>
    public Task Settle(LockOf of, Func<Person, string> says, CancellationToken stopping) => tell.Amend($"{KeyOf(of)}question/", person => new Reply(says(person)), stopping);

    /// <summary>Who asked for what waited, and now has started, hears that it did.</summary>
    public async Task Call(LockOf of, IReadOnlyCollection<long> waited, CancellationToken stopping)
    {
        var started = await db.Releases.Where(r => waited.Contains(r.Id) && r.State != ReleaseState.Queued && r.StartedAt != null).ToListAsync(stopping);
        foreach (var release in started)
            await Tell(of, $"called/{release.Id}", release.RequestedBy, _ => new Reply(Texts.LockOverItStarts(release.Id, of.Where)), stopping);
    }

    public static DateTimeOffset? InZone(Person person, DateTimeOffset? at) =>
        at is { } moment ? TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone)) : null;

    /// <summary>Asked once of each owner who gets it.</summary>
    string QuestionOf(LockOf of) => $"question/{of.Owner.Handle}/{clock.GetUtcNow().ToUnixTimeMilliseconds()}";

    /// <summary>The project's channels; where it names none, those where the lock was told of before.</summary>
    public async Task<IReadOnlyList<Place>> Places(LockOf of, Place? typedIn, CancellationToken stopping)
    {
        if (of.Project.Channels.Count > 0) return [.. of.Project.Channels.Select(Place.Parse)];

        var told = await db.Outbox.Where(m => m.Key.StartsWith(KeyOf(of)) && m.PrivateTo == null).Select(m => new { m.Platform, m.Tenant, m.Channel }).Distinct().ToListAsync(stopping);
        if (told.Count > 0) return [.. told.Select(m => new Place(m.Platform, m.Tenant, m.Channel))];
        return typedIn is null ? [] : [typedIn with { Root = null }];
    }
}
