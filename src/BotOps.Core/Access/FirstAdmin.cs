using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>Who becomes admin while there is none: a handle and an account, <c>anna slack/T012/U345</c> or <c>anna os/anna</c>.</summary>
public sealed record FirstAdmin(string Handle, AccountName Account)
{
    /// <exception cref="UserError">It is written otherwise.</exception>
    public static FirstAdmin Parse(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var handle, var account]
        && CatalogNames.Problem(handle) is null && AccountName.Parse(account) is { } name
            ? new FirstAdmin(handle, name)
            : throw new UserError(Texts.NotAFirstAdmin(text), text);
}

/// <summary>Runs at every start, in every process: whoever is first makes the admin, and nobody ever makes a second one.</summary>
public sealed class MakeFirstAdmin(BotOpsDb db, Roles roles, Audit audit)
{
    /// <summary>False: there is an admin already, and nothing has changed.</summary>
    public Task<bool> Handle(FirstAdmin wanted, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await db.LockCatalog(stopping);
        if ((await roles.Admins(stopping)).Count > 0) return false;

        var person = await PersonOf(wanted, stopping);
        db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Admin });
        audit.Note(null, "first-admin", $"role {CatalogGrant.Text(Role.Admin, Roles.All, Roles.All)} of {person.Handle}", after: CatalogGrant.Text(Role.Admin, Roles.All, Roles.All),
            why: $"BotOps:FirstAdmin {wanted.Handle} {wanted.Account}");
        return true;
    }, stopping);

    async Task<Person> PersonOf(FirstAdmin wanted, CancellationToken stopping)
    {
        var person = await db.Persons.SingleOrDefaultAsync(p => p.Handle == wanted.Handle, stopping);
        if (person is { Disabled: true }) throw new UserError(Texts.FirstAdminDisabled(wanted.Handle), wanted.Handle);
        if (person is null) db.Persons.Add(person = new Person { Handle = wanted.Handle, Name = wanted.Handle });
        await db.SaveChangesAsync(stopping);

        var (platform, tenant, id) = wanted.Account;
        var there = await db.Accounts.FindAsync([platform, tenant, id], stopping);
        if (there is not null && there.PersonId != person.Id) throw new UserError(Texts.FirstAdminTaken($"{wanted.Account}", wanted.Handle), wanted.Handle);
        if (there is null) db.Accounts.Add(new Account { Platform = platform, Tenant = tenant, ExternalId = id, PersonId = person.Id });
        return person;
    }
}
