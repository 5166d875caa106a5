using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>
/// Says something privately to a person who did not just type, in their own language: once to each of their accounts where a
/// story is told. Its buttons are spent by <see cref="Amend"/>.
/// </summary>
public sealed class TellPerson(BotOpsDb db, Outbox outbox)
{
    /// <param name="key">The same again changes nothing.</param>
    /// <param name="places">Where the story is told; of several on one platform and tenant the first is taken.</param>
    /// <returns>How many of the person's accounts are told; 0: they have none there.</returns>
    public async Task<int> Say(string key, Guid person, IEnumerable<Place> places, Func<Person, Reply> says, CancellationToken stopping)
    {
        var told = await db.Persons.SingleAsync(p => p.Id == person, stopping);
        var accounts = await db.Accounts.Where(a => a.PersonId == person).OrderBy(a => a.ExternalId).ToListAsync(stopping);
        var reply = In(told.Language, () => says(told));
        var count = 0;
        foreach (var place in places.DistinctBy(p => (p.Platform, p.Tenant)))
        {
            foreach (var account in accounts.Where(a => (a.Platform, a.Tenant) == (place.Platform, place.Tenant)))
            {
                await outbox.Say($"{key}@{place}/{account.ExternalId}", place with { Root = null }, reply, Urgency.Failure, privateTo: account.ExternalId, stopping: stopping);
                count++;
            }
        }
        return count;
    }

    /// <summary>What was said under keys that begin so says this from now on, whoever it was said to.</summary>
    public async Task Amend(string key, Func<Person, Reply> says, CancellationToken stopping)
    {
        var said = await (from message in db.Outbox
                          join account in db.Accounts on new { message.Platform, message.Tenant, ExternalId = message.PrivateTo! }
                              equals new { account.Platform, account.Tenant, account.ExternalId }
                          join person in db.Persons on account.PersonId equals person.Id
                          where message.Key.StartsWith(key)
                          select new { message.Id, Person = person }).ToListAsync(stopping);
        foreach (var message in said)
        {
            Content reply = In(message.Person.Language, () => says(message.Person));
            await db.Outbox.Where(m => m.Id == message.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, reply).SetProperty(m => m.Wanted, m => m.Wanted + 1), stopping);
        }
    }

    static Reply In(string language, Func<Reply> says)
    {
        using var speech = Languages.Speak(language);
        return says();
    }
}
