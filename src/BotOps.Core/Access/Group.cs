using BotOps.Core.Projects.Catalog;

namespace BotOps.Core.Access;

/// <summary>A group of a chat platform whose members have roles as long as they are in it.</summary>
public sealed class Group
{
    public required string Platform { get; init; }
    public required string Tenant { get; init; }
    public required string ExternalId { get; init; }
    public IReadOnlyList<GroupGrant> Grants { get; set; } = [];

    /// <summary>Persons, as the platform told last.</summary>
    public List<Guid> Members { get; set; } = [];

    /// <summary>When its members are to be read again; whoever moves it on reads them.</summary>
    public DateTimeOffset DueAt { get; set; }

    public AccountName Name => new(Platform, Tenant, ExternalId);
}

public sealed record GroupGrant(Role Role, string Project, string Environment)
{
    public override string ToString() => CatalogGrant.Text(Role, Project, Environment);
}
