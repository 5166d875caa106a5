using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Builds;

/// <summary>Which hook of what: each is recorded once.</summary>
public sealed record HookKey(string Hook, long? Release = null, long? Build = null, int Wave = 0, bool Back = false);

/// <summary>The records of hooks.</summary>
public sealed class HookRows(IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<HookRows> logger)
{
    /// <summary>Null: it was not begun.</summary>
    public Task<HookRun?> Find(HookKey key, CancellationToken stopping) => databases.Database(db => Of(db, key).AsNoTracking().SingleOrDefaultAsync(stopping), logger, stopping);

    /// <summary>In its row before it is started, and anew where whoever ran it was cut off.</summary>
    public Task<HookRun> Begin(HookKey key, CancellationToken stopping) => databases.Database(async db =>
    {
        var run = await Begin(db, key, clock.GetUtcNow(), stopping);
        await db.SaveChangesAsync(stopping);
        return run;
    }, logger, stopping);

    /// <summary>Within a change of its release.</summary>
    public static async Task<HookRun> Begin(BotOpsDb db, HookKey key, DateTimeOffset at, CancellationToken stopping)
    {
        var run = await Of(db, key).SingleOrDefaultAsync(stopping);
        if (run is null) db.HookRuns.Add(run = new HookRun { ReleaseId = key.Release, BuildId = key.Build, Hook = key.Hook, Wave = key.Wave, Back = key.Back });
        run.Start(at);
        return run;
    }

    public Task End(HookKey key, string? failure, CancellationToken stopping) => databases.Database(async db =>
    {
        (await Of(db, key).SingleAsync(stopping)).End(failure, clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
    }, logger, stopping);

    public static IQueryable<HookRun> Of(BotOpsDb db, HookKey key) =>
        db.HookRuns.Where(h => h.ReleaseId == key.Release && h.BuildId == key.Build && h.Hook == key.Hook && h.Wave == key.Wave && h.Back == key.Back);
}
