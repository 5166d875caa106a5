using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

sealed class ApplyPeople(BotOpsDb db, CatalogChanges changes, ApplyGroups groups)
{
    public async Task Handle(CatalogDocument catalog, CancellationToken stopping)
    {
        var hadAdmin = await HasAdmin(stopping);
        foreach (var wanted in catalog.People) await Apply(wanted, stopping);
        foreach (var wanted in catalog.Roles) await Apply(wanted, stopping);
        await groups.Handle(catalog.Groups, stopping);
        if (hadAdmin && !await HasAdmin(stopping)) throw new UserError(Texts.Catalog.LastAdmin);
    }

    async Task Apply(CatalogPerson wanted, CancellationToken stopping)
    {
        var person = await Find(wanted.Handle, stopping);
        var before = person is null ? [] : CatalogValues.Of(person);
        var isNew = person is null;
        if (person is null) db.Persons.Add(person = new Person { Handle = wanted.Handle, Name = wanted.Name });

        (person.Name, person.TimeZone, person.Language, person.Disabled) = (wanted.Name, wanted.TimeZone, wanted.Language ?? person.Language, wanted.Disabled);
        if (isNew) changes.Added($"person {person.Handle}");
        else changes.Changed($"person {person.Handle}", CatalogValues.Difference(before, CatalogValues.Of(person)));
        await db.SaveChangesAsync(stopping);

        if (wanted.Accounts is not null) await Apply(person, wanted.Accounts, stopping);
    }

    async Task Apply(Person person, IReadOnlyList<CatalogAccount> wanted, CancellationToken stopping)
    {
        foreach (var gone in await db.Accounts.Where(a => a.PersonId == person.Id).ToListAsync(stopping))
        {
            if (wanted.Any(w => (w.Platform, w.Tenant, w.Id) == (gone.Platform, gone.Tenant, gone.ExternalId))) continue;
            db.Accounts.Remove(gone);
            changes.Removed($"person {person.Handle}", $"account {gone.Platform}/{gone.Tenant}/{gone.ExternalId}");
        }
        await db.SaveChangesAsync(stopping);

        foreach (var account in wanted)
        {
            if (await db.Accounts.FindAsync([account.Platform, account.Tenant, account.Id], stopping) is { } there)
            {
                if (there.PersonId == person.Id) continue;
                var owner = await db.Persons.SingleAsync(p => p.Id == there.PersonId, stopping);
                throw Problem(account.At, Texts.Catalog.AccountTaken($"{account.Platform}/{account.Tenant}/{account.Id}", owner.Handle));
            }
            db.Accounts.Add(new Account { Platform = account.Platform, Tenant = account.Tenant, ExternalId = account.Id, PersonId = person.Id });
            changes.Added($"person {person.Handle}", $"account {account.Platform}/{account.Tenant}/{account.Id}");
        }
        await db.SaveChangesAsync(stopping);
    }

    async Task Apply(CatalogRoles wanted, CancellationToken stopping)
    {
        var person = (await Find(wanted.Handle, stopping))!;
        var has = await db.Roles.Where(r => r.PersonId == person.Id && r.Source == null).OrderBy(r => r.Id).ToListAsync(stopping);
        var wants = wanted.Grants.Select(g => (g.Role, g.Project, g.Environment)).Distinct().ToList();

        foreach (var gone in has.Where(g => !wants.Contains((g.Role, g.Project, g.Environment))))
        {
            db.Roles.Remove(gone);
            changes.Removed($"role {CatalogGrant.Text(gone.Role, gone.Project, gone.Environment)} of {person.Handle}");
        }
        foreach (var (role, project, environment) in wants.Where(w => !has.Exists(g => (g.Role, g.Project, g.Environment) == w)))
        {
            db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = role, Project = project, Environment = environment });
            changes.Added($"role {CatalogGrant.Text(role, project, environment)} of {person.Handle}");
        }
        await db.SaveChangesAsync(stopping);
    }

    Task<Person?> Find(string handle, CancellationToken stopping) => db.Persons.SingleOrDefaultAsync(p => p.Handle == handle, stopping);

    Task<bool> HasAdmin(CancellationToken stopping) => db.Roles.AnyAsync(r => r.Role == Role.Admin && r.Project == "*" && r.Environment == "*"
        && db.Persons.Any(p => p.Id == r.PersonId && !p.Disabled), stopping);

    static UserError Problem(Where at, string what) => new(Texts.Catalog.CatalogProblem(at.File, at.Line, at.Path, what));
}
