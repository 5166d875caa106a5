using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Who is behind an account of a chat platform.</summary>
public sealed class Senders(BotOpsDb db, Roles roles, Directories directories)
{
    public Task<Person?> Find(AccountName account, CancellationToken stopping) =>
        (from known in db.Accounts
         join person in db.Persons on known.PersonId equals person.Id
         where known.Platform == account.Platform && known.Tenant == account.Tenant && known.ExternalId == account.Id
         select person).SingleOrDefaultAsync(stopping);

    /// <exception cref="UserError">Nobody, or somebody who may not act any more; says whom to ask.</exception>
    public async Task<Person> Require(AccountName account, CancellationToken stopping) =>
        await Find(account, stopping) is { Disabled: false } person ? person : throw await Unknown(stopping);

    /// <summary>The same of a full member, as their platform says: it is asked, so nobody may wait for an acknowledgement meanwhile.</summary>
    public async Task<Person> RequireMember(AccountName account, CancellationToken stopping)
    {
        var person = await Require(account, stopping);
        return await directories.IsOut(account, stopping) ? throw await Unknown(stopping) : person;
    }

    /// <summary>What a stranger hears: whom to ask.</summary>
    public async Task<UserError> Unknown(CancellationToken stopping) => new(Texts.UnknownPerson(await roles.Admins(stopping)));
}
