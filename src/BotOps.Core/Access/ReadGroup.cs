using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Access;

/// <summary>
/// Makes the members of a group what the platform says, and their roles what follows from it. Full members whom nobody knows
/// yet become persons; guests are passed over. While the platform is away everything stays as it was.
/// </summary>
public sealed class ReadGroup(BotOpsDb db, Directories directories, AddPerson add, GroupRoles roles, ILogger<ReadGroup> logger)
{
    public async Task Handle(AccountName name, CancellationToken stopping)
    {
        try
        {
            var ids = (await directories.Members(name, stopping)).Distinct().ToList();
            var newcomers = await Newcomers(name, ids, stopping);
            await db.InTransaction(() => Save(name, ids, newcomers, stopping), stopping);
        }
        catch (DirectoryAway away)
        {
            Left(name, away);
        }
    }

    /// <summary>Asked before anything is locked. What cannot be told of one of them is no reason to leave the others as they were.</summary>
    async Task<IReadOnlyList<(AccountName Account, DirectoryEntry Entry)>> Newcomers(AccountName name, List<string> ids, CancellationToken stopping)
    {
        var known = (await Known(name, ids, stopping)).Select(a => a.ExternalId).ToHashSet();
        List<(AccountName, DirectoryEntry)> newcomers = [];
        try
        {
            foreach (var account in ids.Where(id => !known.Contains(id)).Select(id => name with { Id = id }))
                if (await directories.Find(account, stopping) is { IsMember: true } entry) newcomers.Add((account, entry));
        }
        catch (DirectoryAway away)
        {
            Left(name, away);
        }
        return newcomers;
    }

    async Task Save(AccountName name, List<string> ids, IReadOnlyList<(AccountName Account, DirectoryEntry Entry)> newcomers, CancellationToken stopping)
    {
        await db.LockCatalog(stopping);
        var group = await db.Groups.SingleOrDefaultAsync(g => g.Platform == name.Platform && g.Tenant == name.Tenant && g.ExternalId == name.Id, stopping);
        if (group is null) return; // no file gives it a role any more

        var known = await Known(name, ids, stopping);
        var members = known.Select(a => a.PersonId).ToHashSet();
        foreach (var (account, entry) in newcomers.Where(n => known.TrueForAll(a => a.ExternalId != n.Account.Id)))
            members.Add((await add.Handle(account, entry, by: null, $"group {name}", stopping)).Id);

        if (!members.SetEquals(group.Members)) group.Members = [.. members.Order()];
        await roles.Settle(group, by: null, stopping);
    }

    Task<List<Account>> Known(AccountName group, List<string> ids, CancellationToken stopping) =>
        db.Accounts.AsNoTracking().Where(a => a.Platform == group.Platform && a.Tenant == group.Tenant && ids.Contains(a.ExternalId)).ToListAsync(stopping);

    void Left(AccountName group, DirectoryAway away) => logger.LogWarning("The group {Group} stays as it was read last: {Reason}", $"{group}", away.Message);
}
