using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>
/// An account is no full member of its workspace any more: the person behind it can do nothing from this moment on, by no other account
/// either, and what they had open goes to the admins.
/// </summary>
public sealed class PersonLeft(BotOpsDb db, Senders senders, Roles roles, Audit audit, TellPerson tell)
{
    public Task Handle(InboxItem gone, CancellationToken stopping) => db.InTransaction(async () =>
    {
        if (await senders.Find(gone.Sender, stopping) is not { Disabled: false } person) return;

        var granted = await roles.Of(person.Id, stopping);
        person.Disabled = true;
        await db.SaveChangesAsync(stopping); // sessions look at it with every request
        await db.Roles.Where(r => r.PersonId == person.Id).ExecuteDeleteAsync(stopping);
        await db.SignInLinks.Where(l => l.PersonId == person.Id).ExecuteDeleteAsync(stopping);
        audit.Note(null, "left", $"person/{person.Handle}", before: string.Join(", ", granted.Select(g => CatalogGrant.Text(g.Role, g.Project, g.Environment))),
            why: $"{gone.Sender}");

        var open = await (from release in db.Releases
                          join environment in db.Environments on release.EnvironmentId equals environment.Id
                          where release.RequestedBy == person.Id && (release.State == ReleaseState.AwaitingApproval || release.State == ReleaseState.Queued)
                          orderby release.Id
                          select new { release.Id, Project = environment.Project.Name, Environment = environment.Name }).ToListAsync(stopping);
        var locks = await (from held in db.Locks
                           join environment in db.Environments on held.EnvironmentId equals environment.Id
                           where held.OwnerId == person.Id && held.EndedAt == null
                           orderby held.Id
                           select new { Lock = held, Project = environment.Project.Name, Environment = environment.Name }).ToListAsync(stopping);
        var admins = await roles.Holders(Role.Admin, Roles.All, Roles.All, stopping);
        if (admins is [var heir, ..])
            foreach (var held in locks) held.Lock.OwnerId = heir.Id; // who is asked before it ends has to be somebody

        var places = await Places(gone, stopping);
        foreach (var admin in admins)
            await tell.Say($"left/{gone.Id}/{admin.Handle}", admin.Id, places, _ => new Reply(Texts.HasLeft(person.Name, person.Handle, granted.Count), Lines:
            [
                .. open.Select(r => (IReadOnlyList<Span>)[Texts.LeftOpen(r.Id, r.Project, r.Environment), new Span($"/botops cancel {r.Id}", Code: true)]),
                .. locks.Select(l => (IReadOnlyList<Span>)[Texts.LeftLocked($"{l.Project} {l.Environment}"), new Span($"/unlock {l.Project} to {l.Environment}", Code: true)]),
            ]), stopping);
    }, stopping);

    /// <summary>A channel of that workspace, of a project that names one: there the admins are reached.</summary>
    async Task<IReadOnlyList<Place>> Places(InboxItem gone, CancellationToken stopping)
    {
        var channels = (await db.Projects.Select(p => p.Channels).ToListAsync(stopping)).SelectMany(c => c).Distinct().Select(Place.Parse);
        return [.. channels.Where(p => p.Platform == gone.Platform && p.Tenant == gone.Tenant).Take(1)];
    }
}
