using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>
/// Who may do what. The four roles are separate: none implies another, so an admin who is to roll back is an operator as well.
/// A grant on <c>*</c> matches every project or environment; a disabled person has no role.
/// </summary>
public sealed class Roles(BotOpsDb db)
{
    /// <summary>What a grant says, and what is asked for, where all projects or environments are meant.</summary>
    public const string All = "*";

    public Task<bool> May(Guid person, Role role, string project, string environment, CancellationToken stopping) =>
        Granted(role, project, environment).AnyAsync(p => p.Id == person, stopping);

    /// <summary>Admin of the whole catalog.</summary>
    public Task<bool> MayAdminister(Guid person, CancellationToken stopping) => May(person, Role.Admin, All, All, stopping);

    /// <summary>The person's grants, empty for a disabled one.</summary>
    public async Task<IReadOnlyList<RoleGrant>> Of(Guid person, CancellationToken stopping) =>
        await db.Roles.AsNoTracking()
            .Where(g => g.PersonId == person && db.Persons.Any(p => p.Id == person && !p.Disabled))
            .OrderBy(g => g.Project).ThenBy(g => g.Environment).ThenBy(g => g.Role)
            .ToListAsync(stopping);

    /// <summary>Everybody who has the role there, by handle.</summary>
    public async Task<IReadOnlyList<Person>> Holders(Role role, string project, string environment, CancellationToken stopping) =>
        await Granted(role, project, environment).AsNoTracking().OrderBy(p => p.Handle).ToListAsync(stopping);

    /// <summary>Throws a <see cref="UserError"/> that names the role and whom to ask for it.</summary>
    public async Task Require(Guid person, Role role, string project, string environment, CancellationToken stopping)
    {
        if (await May(person, role, project, environment, stopping)) return;

        var holders = await Holders(role, project, environment, stopping);
        var admins = holders.Count > 0 ? [] : await Holders(Role.Admin, project, environment, stopping);
        throw new UserError(Texts.RoleNeeded(role, project, environment, Handles(holders), Handles(admins)));
    }

    IQueryable<Person> Granted(Role role, string project, string environment) =>
        db.Persons.Where(p => !p.Disabled && db.Roles.Any(g => g.PersonId == p.Id && g.Role == role
            && (g.Project == All || g.Project == project) && (g.Environment == All || g.Environment == environment)));

    static List<string> Handles(IEnumerable<Person> persons) => [.. persons.Select(p => p.Handle)];
}
