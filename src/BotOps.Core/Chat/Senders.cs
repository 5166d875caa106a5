using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Who is behind an account of a chat platform.</summary>
public sealed class Senders(BotOpsDb db)
{
    public Task<Person?> Find(string platform, string tenant, string account, CancellationToken stopping) =>
        (from known in db.Accounts
         join person in db.Persons on known.PersonId equals person.Id
         where known.Platform == platform && known.Tenant == tenant && known.ExternalId == account
         select person).SingleOrDefaultAsync(stopping);

    /// <exception cref="UserError">Nobody, or somebody who may not act any more; says whom to ask.</exception>
    public async Task<Person> Require(string platform, string tenant, string account, CancellationToken stopping)
    {
        if (await Find(platform, tenant, account, stopping) is { Disabled: false } person) return person;

        var admins = await new Roles(db).Holders(Role.Admin, Roles.All, Roles.All, stopping);
        throw new UserError(Texts.UnknownPerson([.. admins.Select(a => a.Handle)]));
    }
}
