using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Hosts;
using BotOps.Core.Scaling;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Where something stands in a file: <c>shop.yaml:17</c>, <c>projects[0].name</c>.</summary>
public sealed record Where(string File, long Line, string Path);

/// <summary>What one catalog file says. What it does not name is left as it is.</summary>
public sealed record CatalogDocument
{
    public IReadOnlyList<CatalogPerson> People { get; init; } = [];
    public IReadOnlyList<CatalogRoles> Roles { get; init; } = [];
    public IReadOnlyList<CatalogGroup> Groups { get; init; } = [];
    public IReadOnlyList<CatalogHost> Hosts { get; init; } = [];
    public IReadOnlyList<CatalogProject> Projects { get; init; } = [];
    public IReadOnlyList<CatalogCampaign> Campaigns { get; init; } = [];

    public static CatalogDocument Together(IReadOnlyList<CatalogDocument> documents) => new()
    {
        People = [.. documents.SelectMany(d => d.People)],
        Roles = [.. documents.SelectMany(d => d.Roles)],
        Groups = [.. documents.SelectMany(d => d.Groups)],
        Hosts = [.. documents.SelectMany(d => d.Hosts)],
        Projects = [.. documents.SelectMany(d => d.Projects)],
        Campaigns = [.. documents.SelectMany(d => d.Campaigns)],
    };
}

public sealed record CatalogPerson(Where At, string Handle, string Name)
{
    public string TimeZone { get; init; } = "Etc/UTC";

    /// <summary>Null: the person's own choice stays (<c>/botops language</c>).</summary>
    public string? Language { get; init; }
    public bool Disabled { get; init; }

    /// <summary>Null: the person's accounts stay as they are.</summary>
    public IReadOnlyList<CatalogAccount>? Accounts { get; init; }
}

public sealed record CatalogAccount(Where At, string Platform, string Tenant, string Id);

/// <summary>All roles of one person; what is not among them is taken away.</summary>
public sealed record CatalogRoles(Where At, string Handle, IReadOnlyList<CatalogGrant> Grants);

/// <summary>All roles of a group's members; what is not among them is taken away.</summary>
public sealed record CatalogGroup(Where At, AccountName Name, IReadOnlyList<CatalogGrant> Grants);

public sealed record CatalogGrant(Where At, Role Role, string Project, string Environment)
{
    /// <summary><c>requester</c>, <c>approver order-svc</c>, <c>operator order-svc/production</c></summary>
    public static string Text(Role role, string project, string environment)
    {
        var word = role.ToString().ToLowerInvariant();
        if (environment != "*") return $"{word} {project}/{environment}";
        return project == "*" ? word : $"{word} {project}";
    }
}

public sealed record CatalogHost(Where At, string Name, string Address, string Root, string Transport = "local")
{
    public SshAccess? Ssh { get; init; }
    public SaltAccess? Salt { get; init; }
    public bool Pulls { get; init; }
}

public sealed record CatalogProject(Where At, string Name, Repository Repository, IReadOnlyList<CatalogEnvironment> Environments)
{
    public ProjectKind Kind { get; init; }
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>As in <see cref="Project.ManagedBy"/>.</summary>
    public string Owner { get; init; } = Projects.Owner.OfFile(At.File);
}

public sealed record CatalogEnvironment(Where At, string Name, IReadOnlyList<CatalogHostName> Hosts, Settings Settings)
{
    public bool Production { get; init; }
    public Policy Policy { get; init; } = new();
    public Balancer? Balancer { get; init; }

    public Adoption? Adopt { get; init; }
    public ScaleSettings? Scaling { get; init; }

    /// <summary>Those of the balancer, with where they stand.</summary>
    public IReadOnlyList<CatalogHostName> BalancerHosts { get; init; } = [];
}

public sealed record CatalogCampaign(Where At, string Name, CampaignSettings Settings);

public sealed record CatalogHostName(Where At, string Name);
