using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>A platform says that somebody came into a group or left it: a worker reads it next.</summary>
public sealed class ChangedGroups(IDbContextFactory<BotOpsDb> databases, TimeProvider clock)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    /// <summary>False: it could not be noted in time, and the platform is to say it again.</summary>
    public async Task<bool> Note(AccountName group, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ending.Token);
            var now = clock.GetUtcNow();
            await db.Groups.Where(g => g.Platform == group.Platform && g.Tenant == group.Tenant && g.ExternalId == group.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(g => g.DueAt, now), ending.Token);
            return true;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && (error is OperationCanceledException || Retry.IsTransient(error)))
        {
            return false;
        }
    }
}
