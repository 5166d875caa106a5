using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Persistence;

/// <summary>Whoever changes people, roles, hosts or projects does so alone, until their transaction ends.</summary>
static class CatalogLock
{
    const long OneAtATime = 0x626f746f7073; // "botops", the key of the advisory lock

    public static Task<int> LockCatalog(this BotOpsDb db, CancellationToken stopping) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({OneAtATime})", stopping);
}
