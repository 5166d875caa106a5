using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>Whether somebody may be given a role: full members alone, as their platform says now.</summary>
public sealed class Grantee(BotOpsDb db, Senders senders, Directories directories)
{
    /// <summary>Asks the platform, so it is done before anything is locked.</summary>
    /// <param name="named">A handle, or an account.</param>
    /// <returns>Who is behind an account that nobody has yet; null: somebody is known by that name, or nobody at all.</returns>
    /// <exception cref="UserError">They are a guest, or it cannot be told who they are.</exception>
    public async Task<DirectoryEntry?> Vouch(string named, CancellationToken stopping)
    {
        var account = AccountName.Parse(named);
        var person = account is null ? await db.Persons.SingleOrDefaultAsync(p => p.Handle == named, stopping) : await senders.Find(account, stopping);
        if (person is not null)
        {
            await RequireMember(person, stopping);
            return null;
        }
        return account is not null && directories.Has(account) ? await Newcomer(account, stopping) : null;
    }

    async Task RequireMember(Person person, CancellationToken stopping)
    {
        foreach (var account in await db.Accounts.AsNoTracking().Where(a => a.PersonId == person.Id).ToListAsync(stopping))
            if (await directories.IsOut(new AccountName(account.Platform, account.Tenant, account.ExternalId), stopping)) throw new UserError(Texts.NoRoleForGuests(person.Name), $"@{person.Handle}");
    }

    async Task<DirectoryEntry> Newcomer(AccountName account, CancellationToken stopping)
    {
        try
        {
            return await directories.Find(account, stopping) switch
            {
                null => throw new UserError(Texts.NoAccount(account), $"@{account}"),
                { IsMember: false } guest => throw new UserError(Texts.NoRoleForGuests(guest.Name), $"@{account}"),
                var member => member,
            };
        }
        catch (DirectoryAway away)
        {
            throw new UserError(Texts.CannotAskWho(account, away.Message), $"@{account}");
        }
    }
}
