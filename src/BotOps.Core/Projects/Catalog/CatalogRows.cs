using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

static class CatalogRows
{
    const long OneAtATime = 0x626f746f7073; // "botops", the key of the advisory lock

    /// <summary>One at a time changes the catalog, or the secrets that it refers to, until its transaction ends.</summary>
    public static Task LockCatalog(this BotOpsDb db, CancellationToken stopping) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({OneAtATime})", stopping);
}
