using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BotOps.Core.Access;

/// <summary>What happens on /lock and /unlock.</summary>
public sealed class LockEnvironments(
    BotOpsDb db, FindProject find, Roles roles, Audit audit, EndLock end, LockStory story, IOptions<LockOptions> options, TimeProvider clock)
{
    /// <param name="typedIn">Where the command was typed; told there where the project names no channel.</param>
    public Task Lock(LockInput input, Guid person, Place typedIn, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var (environment, by) = await Prepare(input.Project, input.Environment, person, stopping);
        var held = await db.OpenLock(environment.Id, stopping);
        if (held is not null && held.Lock.IsOver(clock.GetUtcNow()))
        {
            await end.Handle(held, by: null, typedIn, stopping);
            held = null;
        }
        if (held is not null && held.Owner.Id != person && !input.Steal)
            throw new UserError(Texts.LockedAlready(held), tryInstead: held.Steal);

        DateTimeOffset? until = input.For is null && held is { Lock.Until: null } ? null : clock.GetUtcNow() + (input.For ?? options.Value.Lasts);
        var now = await Replace(held, environment, by, input.Reason, until, stopping);
        var steals = held is not null && held.Owner.Id != person;
        audit.Note(person, steals ? "steal lock" : "lock", now.Subject, before: held is null ? null : Words(held), after: Words(now), why: input.Reason);
        await story.Say(now, "begin", () => steals ? Texts.LockStolen(now, held!.Owner.Name) : held is null ? Texts.Locked(now) : Texts.LockProlonged(now), typedIn, stopping);
        if (held is null) return;

        await story.Settle(held, _ => steals ? Texts.YourLockWasEnded(now.Where, by.Name) : Texts.YouKeptTheLock(now.Where), stopping);
        if (steals) await story.Tell(now, "stolen", held.Owner.Id, _ => new Reply(Texts.YourLockWasStolen(now, held.Lock.Reason)), stopping);
    }, stopping);

    public Task Unlock(UnlockInput input, Guid person, Place typedIn, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var (environment, by) = await Prepare(input.Project, input.Environment, person, stopping);
        var held = await db.OpenLock(environment.Id, stopping) ?? throw new UserError(Texts.NotLocked($"{environment.Project.Name} → {environment.Name}"));
        if (held.Owner.Id != person && !held.Lock.Unclaimed && !held.Lock.IsOver(clock.GetUtcNow()))
            throw new UserError(Texts.NotYourLock(held), tryInstead: held.Steal);

        await end.Handle(held, by, typedIn, stopping);
    }, stopping);

    /// <summary>The lock that was there ends, and the new one begins: a lock never changes its length.</summary>
    internal async Task<LockOf> Replace(LockOf? before, DeployEnvironment environment, Person owner, string reason, DateTimeOffset? until, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        before?.Lock.End(owner.Id, now);
        await db.SaveChangesAsync(stopping); // there is one open lock at a time

        var held = new EnvironmentLock { EnvironmentId = environment.Id, OwnerId = owner.Id, Reason = reason, Since = now, Until = until };
        db.Locks.Add(held);
        await db.SaveChangesAsync(stopping);
        return new LockOf(held, environment, environment.Project, owner);
    }

    async Task<(DeployEnvironment Environment, Person By)> Prepare(string project, string? environment, Guid person, CancellationToken stopping)
    {
        var found = await find.Environment(project, environment, stopping);
        await roles.Require(person, Role.Operator, found.Project.Name, found.Name, stopping);
        await db.LockEnvironment(found.Id, stopping);
        return (found, await db.Persons.SingleAsync(p => p.Id == person, stopping));
    }

    /// <summary>For the audit, which is read in every time zone.</summary>
    internal static string Words(LockOf of) => $"lock of {of.Owner.Handle}{(of.Lock.Until is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")}: {of.Lock.Reason}";
}
