using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Inventory;

/// <summary>Reads every account and region that BotOps has to do with when its time has come: one process each, whichever is first to move the time on.</summary>
public sealed class WatchInstances(
    IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, InventoryOptions options, TimeProvider clock, ILogger<WatchInstances> logger) : BackgroundService
{
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                foreach (var (account, region) in await Due(stopping)) await Read(account, region, stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogWarning("The clouds are read later: {Error}", error.GetBaseException().Message);
            }
            await Task.Delay(Glance, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<IReadOnlyList<(string Account, string Region)>> Due(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var clouds = scope.ServiceProvider.GetRequiredService<Clouds>().All;
        if (clouds.Count == 0) return [];

        await using var db = await databases.CreateDbContextAsync(stopping);
        var now = clock.GetUtcNow();
        foreach (var (account, region) in await Regions(db, clouds.Select(c => (c.Account, c.Region)), stopping))
            await db.Database.ExecuteSqlAsync($"insert into botops.cloud_readings (account, region, number, due_at) values ({account}, {region}, 0, {now}) on conflict do nothing", stopping);
        var accounts = clouds.Select(c => c.Account).ToArray();
        var due = await db.CloudReadings.FromSql(
            $"""
            update botops.cloud_readings set due_at = {now + options.Every}
            where due_at <= {now} and account = any({accounts})
            returning *
            """).AsNoTracking().ToListAsync(stopping);
        return due.ConvertAll(r => (r.Account, r.Region));
    }

    /// <summary>Each account's own, those that the catalog buys in, and those in which there still is something bought.</summary>
    static async Task<IEnumerable<(string Account, string Region)>> Regions(BotOpsDb db, IEnumerable<(string Account, string Region)> own, CancellationToken stopping)
    {
        var scaling = await db.Environments.AsNoTracking().Where(e => e.Scaling != null).Select(e => e.Scaling!).ToListAsync(stopping);
        var bought = await db.Hosts.AsNoTracking().Where(h => h.Bought != null && h.GoneAt == null).Select(h => h.Bought!).ToListAsync(stopping);
        var accounts = own.Select(o => o.Account).ToHashSet();
        return own.Concat(scaling.Select(s => (s.Account, s.Region))).Concat(bought.Select(b => (b.Account, b.Region))).Where(r => accounts.Contains(r.Account)).Distinct();
    }

    async Task Read(string account, string region, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReadInstances>().Handle(account, region, stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.LogWarning(error, "The instances of {Account} in {Region} could not be read", account, region);
        }
    }
}
