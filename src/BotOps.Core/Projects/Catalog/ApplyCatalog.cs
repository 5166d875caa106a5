using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects.Catalog;

/// <summary>
/// Makes the database say what the files say, in one transaction; a second time changes nothing. What a file names is taken
/// whole: a project's environments and their hosts, a person's roles, a group's. What no file names stays: nothing is deleted because it
/// is absent.
/// </summary>
public sealed class ApplyCatalog(BotOpsDb db, IEnumerable<IHostTransport> transports, TimeProvider clock)
{
    /// <param name="by">Who asked for it; null: whoever may run BotOps' executable on its machine.</param>
    /// <param name="takeOver">Files may change what chat manages.</param>
    /// <returns>One line a change: <c>+ project order-svc</c>, <c>~ project order-svc production: run.port 8080 → 8081 (settings revision 4)</c>.</returns>
    public Task<IReadOnlyList<string>> Handle(IReadOnlyList<CatalogDocument> documents, Guid? by, CancellationToken stopping, bool takeOver = false)
    {
        var catalog = CatalogDocument.Together(documents);
        return db.InTransaction(() => Apply(catalog, by, takeOver, stopping), stopping);
    }

    async Task<IReadOnlyList<string>> Apply(CatalogDocument catalog, Guid? by, bool takeOver, CancellationToken stopping)
    {
        await db.LockCatalog(stopping);
        await new CatalogCheck(db, [.. transports.Select(t => t.Name)]).Require(catalog, stopping);

        var person = by is { } id ? await db.Persons.FindAsync([id], stopping) : null;
        var changes = new CatalogChanges(db, new Outbox(db, clock), person, clock.GetUtcNow());
        await new ApplyPeople(db, changes, new ApplyGroups(db, changes, new GroupRoles(db, new Audit(db, clock)))).Handle(catalog, stopping);
        await new ApplyHosts(db, changes).Handle(catalog.Hosts, stopping);
        await new ApplyProjects(db, changes, takeOver).Handle(catalog.Projects, stopping);
        await new ApplyCampaigns(db, changes).Handle(catalog.Campaigns, stopping);
        return changes.Lines;
    }
}
