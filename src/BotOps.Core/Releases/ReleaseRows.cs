using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>A release with what it belongs to.</summary>
public sealed record ReleaseOf(Release Release, DeployEnvironment Environment, Project Project)
{
    public string Where => $"{Project.Name} → {Environment.Name}";
}

/// <summary>Reads rows with the locks that the rules need; always the environment first, so that no two wait for each other.</summary>
public static class ReleaseRows
{
    /// <summary>The release, locked until the transaction ends: of two presses at the same moment the second sees what the first did.</summary>
    public static async Task<ReleaseOf> Lock(this BotOpsDb db, long id, CancellationToken stopping)
    {
        var environment = await db.Releases.Where(r => r.Id == id).Select(r => (int?)r.EnvironmentId).SingleOrDefaultAsync(stopping)
            ?? throw new UserError(Texts.NoRelease(id), $"{id}", "/botops status");
        await db.LockEnvironment(environment, stopping);
        return await db.Read(id, stopping);
    }

    public static async Task<ReleaseOf> Read(this BotOpsDb db, long id, CancellationToken stopping)
    {
        var release = await Fresh(db.Releases.Local.SingleOrDefault(r => r.Id == id), db, stopping)
            ?? await db.Releases.SingleOrDefaultAsync(r => r.Id == id, stopping)
            ?? throw new UserError(Texts.NoRelease(id), $"{id}", "/botops status");
        var environment = db.Locked(release.EnvironmentId) ?? await db.Environments.Include(e => e.Project).SingleAsync(e => e.Id == release.EnvironmentId, stopping);
        await db.Entry(environment).Reference(e => e.Project).LoadAsync(stopping); // does nothing where it is loaded
        return new ReleaseOf(release, environment, environment.Project);
    }

    /// <summary>The environment's row is the lock of its releases, queue, claim and fence.</summary>
    public static async Task<DeployEnvironment> LockEnvironment(this BotOpsDb db, int id, CancellationToken stopping)
    {
        await db.SaveChangesAsync(stopping);
        if (db.Locked(id) is { } held) return held;

        var known = db.Environments.Local.SingleOrDefault(e => e.Id == id);
        var locked = await db.Environments.FromSql($"select * from botops.environments where id = {id} for no key update").ToListAsync(stopping);
        if (db.Database.CurrentTransaction is not null) db.LockedEnvironments.Add(id);
        return await Fresh(known, db, stopping) ?? locked.Single();
    }

    static DeployEnvironment? Locked(this BotOpsDb db, int environment) =>
        db.LockedEnvironments.Contains(environment) ? db.Environments.Local.SingleOrDefault(e => e.Id == environment) : null;

    /// <summary>
    /// The project's row is the lock of which release waits for which build, after the environment's: environments that start the
    /// same commit, or abort it, at the same moment see each other.
    /// </summary>
    public static Task<int> LockBuilds(this BotOpsDb db, int project, CancellationToken stopping) =>
        db.Database.ExecuteSqlAsync($"select 1 from botops.projects where id = {project} for no key update", stopping);

    /// <summary>Who decided that hosts go back: who asked for the rollback, or answered so; null: nobody, BotOps by itself.</summary>
    public static async Task<Guid?> RolledBackBy(this BotOpsDb db, Release release, CancellationToken stopping) => release.Kind == ReleaseKind.Rollback
        ? release.RequestedBy
        : await db.Set<StateChange>().Where(h => h.ReleaseId == release.Id && h.To == ReleaseState.RollingBack).OrderByDescending(h => h.Id).Select(h => h.By).FirstOrDefaultAsync(stopping);

    /// <summary>No worker has the release any more: whoever is enqueued for it next may take it.</summary>
    public static Task<int> FreeLease(this BotOpsDb db, long release, CancellationToken stopping) => db.Claims.Where(c => c.ReleaseId == release)
        .ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null), stopping);

    /// <summary>What was read before the lock may be old.</summary>
    static async Task<T?> Fresh<T>(T? known, BotOpsDb db, CancellationToken stopping) where T : class
    {
        if (known is not null) await db.Entry(known).ReloadAsync(stopping);
        return known;
    }
}
