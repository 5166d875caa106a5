using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Who is behind an account of a chat platform.</summary>
public sealed class Senders(BotOpsDb db, Roles roles)
{
    public Task<Person?> Find(AccountName account, CancellationToken stopping) =>
        (from known in db.Accounts
         join person in db.Persons on known.PersonId equals person.Id
         where known.Platform == account.Platform && known.Tenant == account.Tenant && known.ExternalId == account.Id
         select person).SingleOrDefaultAsync(stopping);

    /// <exception cref="UserError">Nobody, or somebody who may not act any more; says whom to ask.</exception>
    public async Task<Person> Require(AccountName account, CancellationToken stopping) =>
        await Find(account, stopping) is { Disabled: false } person ? person : throw new UserError(Texts.UnknownPerson(await roles.Admins(stopping)));
}
