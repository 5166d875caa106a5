using BotOps.Core.Access;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Sandbox;

/// <summary>The four who play in the sandbox: one asks, two approve, one operates and is admin.</summary>
public static class SandboxPeople
{
    static readonly (string Handle, string Name, Role[] Roles)[] All =
    [
        ("developer", "Developer", [Role.Requester]),
        ("lead-1", "Lead 1", [Role.Requester, Role.Approver]),
        ("lead-2", "Lead 2", [Role.Requester, Role.Approver]),
        ("ops", "Ops", [Role.Requester, Role.Operator, Role.Admin]),
    ];

    /// <param name="starter">Who started the sandbox: in a terminal they are the one who operates.</param>
    public static IReadOnlyList<CatalogPerson> People(OsUser starter) => [.. All.Select(p => new CatalogPerson(At(p.Handle), p.Handle, p.Name)
    {
        TimeZone = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC",
        Accounts =
        [
            new(At(p.Handle), "web", "sandbox", p.Handle),
            .. p.Handle == "ops" ? [new CatalogAccount(At(p.Handle), OsUser.Platform, OsUser.AnyMachine, starter.Name)] : Array.Empty<CatalogAccount>(),
        ],
    })];

    public static IReadOnlyList<CatalogRoles> Roles { get; } =
        [.. All.Select(p => new CatalogRoles(At(p.Handle), p.Handle, [.. p.Roles.Select(r => new CatalogGrant(At(p.Handle), r, "*", "*"))]))];

    static Where At(string handle) => new("sandbox", 1, handle);
}
