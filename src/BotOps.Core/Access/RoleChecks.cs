namespace BotOps.Core.Access;

/// <summary>What is asked of a person's roles without a project in mind.</summary>
public static class RoleChecks
{
    /// <summary>As it is typed, in every language.</summary>
    public static string Word(this Role role) => role.ToString().ToLowerInvariant();

    /// <summary>Handles of those who are admin of everything: whom to ask for a role.</summary>
    public static async Task<IReadOnlyList<string>> Admins(this Roles roles, CancellationToken stopping) =>
        [.. (await roles.Holders(Role.Admin, Roles.All, Roles.All, stopping)).Select(p => p.Handle)];

    /// <summary>Throws a <see cref="UserError"/> that names whom to ask where the person has no role at all.</summary>
    public static async Task RequireAny(this Roles roles, Guid person, CancellationToken stopping)
    {
        if ((await roles.Of(person, stopping)).Count == 0) throw new UserError(Texts.NoRoleYet(await roles.Admins(stopping)));
    }
}
