using System.Globalization;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>The owner's press on the question before their lock's end; who owns it, and whether it still holds, is looked at now.</summary>
public sealed class AnswerLock(BotOpsDb db, Roles roles, Audit audit, LockEnvironments locks, EndLock end, LockStory story, TimeProvider clock)
{
    public Task Handle(ChatEvent press, Person person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await Mine(press.Value, person, ofRollback: press.Action == LockButtons.Unlock, stopping);
        switch (press.Action)
        {
            case LockButtons.Keep: await Keep(of, stopping); break;
            case LockButtons.HandOver: await HandOver(of, press.Input, stopping); break;
            default: await end.Handle(of, person, press.Place, stopping); break;
        }
    }, stopping);

    async Task Keep(LockOf of, CancellationToken stopping)
    {
        var until = clock.GetUtcNow() + of.Lock.Length;
        var kept = await locks.Replace(of, of.Environment, of.Owner, of.Lock.Reason, until, stopping);
        audit.Note(of.Owner.Id, "keep lock", of.Subject, before: LockEnvironments.Words(of), after: LockEnvironments.Words(kept));
        await story.Say(kept, "begin", () => Texts.LockProlonged(kept), await story.Places(of, null, stopping) is [var told, ..] ? told : null, stopping);
        await story.Settle(of, owner => Texts.LockKeptUntil(of.Where, LockStory.InZone(owner, until)), stopping);
    }

    async Task HandOver(LockOf of, string? typed, CancellationToken stopping)
    {
        var next = await Operator(of, typed, stopping);
        of.Lock.OwnerId = next.Id;
        await db.SaveChangesAsync(stopping);

        var handed = of with { Owner = next };
        audit.Note(of.Owner.Id, "hand over lock", of.Subject, before: LockEnvironments.Words(of), after: LockEnvironments.Words(handed));
        await story.Settle(of, _ => Texts.YouHandedOver(of.Where, next.Name), stopping);
        await story.Say(handed, $"handed/{clock.GetUtcNow().ToUnixTimeMilliseconds()}", () => Texts.LockHandedOver(handed, of.Owner.Name), null, stopping);
        await story.HandedOver(handed, of.Owner, stopping);
    }

    /// <exception cref="UserError">The lock has ended, or is somebody else's by now.</exception>
    /// <param name="ofRollback">One that a rollback left is nobody's own: any operator may.</param>
    async Task<LockOf> Mine(string? value, Person person, bool ofRollback, CancellationToken stopping)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Locks.Where(l => l.Id == id).Select(l => (int?)l.EnvironmentId).SingleOrDefaultAsync(stopping) is not { } environment)
            throw new UserError(Texts.UnknownButton);

        await db.LockEnvironment(environment, stopping);
        var of = await db.ReadLock(id, stopping);
        await roles.Require(person.Id, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        var now = clock.GetUtcNow();
        if (of.Lock.IsOver(now))
        {
            var by = of.Lock.EndedBy is { } who ? await db.Persons.Where(p => p.Id == who).Select(p => p.Name).SingleAsync(stopping) : null;
            throw new UserError(Texts.LockEndedBefore(of.Where, by, now - (of.Lock.EndedAt ?? of.Lock.Until!.Value)));
        }
        return of.Owner.Id == person.Id || (ofRollback && of.Lock.ReleaseId is not null) ? of : throw new UserError(Texts.LockIsOf(of));
    }

    async Task<Person> Operator(LockOf of, string? typed, CancellationToken stopping)
    {
        var handle = (typed ?? "").Trim().TrimStart('@').ToLowerInvariant();
        var operators = await roles.Holders(Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (operators.FirstOrDefault(p => p.Handle == handle) is { } next && next.Id != of.Owner.Id) return next;

        List<string> others = [.. operators.Where(p => p.Id != of.Owner.Id).Select(p => p.Handle)];
        throw new UserError(Texts.NoOperatorToHandTo(Texts.Shown(handle), of.Where, DidYouMean.Closest(handle, others), others), Texts.Shown(handle));
    }
}
