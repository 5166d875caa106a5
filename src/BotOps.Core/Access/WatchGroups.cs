using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Access;

/// <summary>Reads the members of groups when their time has come: one process each, whichever is first to move the time on.</summary>
public sealed class WatchGroups(
    IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, Directories directories, WorkerOptions options, TimeProvider clock, ILogger<WatchGroups> logger) : BackgroundService
{
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        if (directories.Asked.Count == 0) return;

        while (!stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var group in await Due(stopping)) await Read(group, stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogWarning("Groups are read later: {Error}", error.GetBaseException().Message);
            }
            await Task.Delay(Glance, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<List<AccountName>> Due(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var (now, asked) = (clock.GetUtcNow(), directories.Asked.ToArray());
        var due = await db.Groups.FromSql(
            $"""
            update botops.groups set due_at = {now + options.GroupsEvery}
            where due_at <= {now} and platform || '/' || tenant = any({asked})
            returning *
            """).AsNoTracking().ToListAsync(stopping);
        return due.ConvertAll(g => g.Name);
    }

    async Task Read(AccountName group, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReadGroup>().Handle(group, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "The group {Group} could not be read", $"{group}");
        }
    }
}
