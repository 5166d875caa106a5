using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>Whom to mention: the accounts in this workspace by handle, as they were not long ago.</summary>
sealed class SlackNames(SlackOptions options, IDbContextFactory<BotOpsDb> databases, TimeProvider clock)
{
    static readonly TimeSpan Good = TimeSpan.FromSeconds(30);

    (DateTimeOffset At, IReadOnlyDictionary<string, string> Accounts)? known;

    public async Task<IReadOnlyDictionary<string, string>> Accounts(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (known is { } fresh && now - fresh.At < Good) return fresh.Accounts;

        await using var db = await databases.CreateDbContextAsync(stopping);
        var rows = await (from account in db.Accounts
                          join person in db.Persons on account.PersonId equals person.Id
                          where account.Platform == SlackOptions.Platform && account.Tenant == options.Team && !person.Disabled
                          orderby account.ExternalId
                          select new { person.Handle, account.ExternalId }).ToListAsync(stopping);
        var accounts = rows.DistinctBy(r => r.Handle).ToDictionary(r => r.Handle, r => r.ExternalId);
        known = (now, accounts);
        return accounts;
    }
}
