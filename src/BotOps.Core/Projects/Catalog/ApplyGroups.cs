using BotOps.Core.Access;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Roles of groups. Who is in one is read later, by a worker; of those known before a role is given and taken at once.</summary>
sealed class ApplyGroups(BotOpsDb db, CatalogChanges changes, GroupRoles roles)
{
    public async Task Handle(IReadOnlyList<CatalogGroup> groups, CancellationToken stopping)
    {
        foreach (var wanted in groups) await Apply(wanted, stopping);
    }

    async Task Apply(CatalogGroup wanted, CancellationToken stopping)
    {
        var (platform, tenant, id) = wanted.Name;
        var group = await db.Groups.FindAsync([platform, tenant, id], stopping);
        List<GroupGrant> wants = [.. wanted.Grants.Select(g => new GroupGrant(g.Role, g.Project, g.Environment)).Distinct()], has = [.. group?.Grants ?? []];
        if (wants.ToHashSet().SetEquals(has)) return;

        foreach (var gone in has.Except(wants)) changes.Removed($"group {wanted.Name}", $"{gone}");
        foreach (var added in wants.Except(has)) changes.Added($"group {wanted.Name}", $"{added}");
        if (group is null) db.Groups.Add(group = new Group { Platform = platform, Tenant = tenant, ExternalId = id });
        (group.Grants, group.DueAt) = (wants, changes.At);
        await roles.Settle(group, changes.By, stopping);
        if (wants.Count == 0) db.Groups.Remove(group);
        await db.SaveChangesAsync(stopping);
    }
}
