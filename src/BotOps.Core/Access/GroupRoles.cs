using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>
/// Gives a group's members what the group grants, and takes it from those who are not in it any more. Their own roles, and those
/// of other groups, are other rows.
/// </summary>
public sealed class GroupRoles(BotOpsDb db, Audit audit)
{
    /// <summary>Within a transaction that has locked the catalog.</summary>
    public async Task Settle(Group group, Guid? by, CancellationToken stopping)
    {
        var source = $"{group.Name}";
        var has = await db.Roles.Where(r => r.Source == source).OrderBy(r => r.Id).ToListAsync(stopping);
        var concerned = has.Select(r => r.PersonId).Concat(group.Members).ToHashSet();
        var persons = await db.Persons.Where(p => concerned.Contains(p.Id)).OrderBy(p => p.Handle).ToListAsync(stopping);
        foreach (var person in persons)
        {
            var wants = group.Members.Contains(person.Id) && !person.Disabled ? group.Grants : [];
            foreach (var gone in has.Where(r => r.PersonId == person.Id && !wants.Contains(Of(r))))
            {
                db.Roles.Remove(gone);
                audit.Note(by, "revoke", Subject(Of(gone), person), before: $"{Of(gone)}", why: Why(source));
            }
            foreach (var grant in wants.Where(w => !has.Exists(r => r.PersonId == person.Id && Of(r) == w)))
            {
                db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = grant.Role, Project = grant.Project, Environment = grant.Environment, Source = source });
                audit.Note(by, "grant", Subject(grant, person), after: $"{grant}", why: Why(source));
            }
        }
        await db.SaveChangesAsync(stopping);
    }

    static GroupGrant Of(RoleGrant grant) => new(grant.Role, grant.Project, grant.Environment);
    static string Subject(GroupGrant grant, Person person) => $"role {grant} of {person.Handle}";
    static string Why(string source) => $"group {source}";
}
