using BotOps.Core.Access;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads one project of a catalog file with its environments.</summary>
static class ProjectReader
{
    static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(r => r.ToLowerInvariant())];
    static readonly string[] Kinds = [.. Enum.GetNames<ProjectKind>().Select(k => k.ToLowerInvariant())];

    public static CatalogProject Project(CatalogField project)
    {
        project.Knows("name", "kind", "channels", "repository", "environments");
        var kind = Enum.Parse<ProjectKind>(project["kind"].Text("process", OneOf(Kinds)), ignoreCase: true);
        project["environments"].Required();
        return new CatalogProject(project["name"].At,
            project["name"].Required().Text("", CatalogNames.Problem),
            RepositoryReader.Read(project["repository"].Required()),
            [.. project["environments"].Entries().Select(e => Environment(e.Name, e.Field, kind))])
        {
            Kind = kind,
            Channels = project["channels"].Words(CatalogNames.Channel),
        };
    }

    static CatalogEnvironment Environment(string name, CatalogField environment, ProjectKind kind)
    {
        if (CatalogNames.Problem(name) is { } wrong) environment.Problem(wrong);
        environment.Knows("production", "policy", "hosts", "balancer", "adopt", "scaling", "build", "run", "health", "hooks");
        var (balancer, balancerHosts) = BalancerReader.Read(environment["balancer"], port: environment["run"]["port"]);
        return new CatalogEnvironment(environment.At, name, Hosts(environment["hosts"]), SettingsReader.Settings(environment, kind))
        {
            Production = environment["production"].Flag(),
            Policy = Policy(environment["policy"]),
            Balancer = balancer,
            BalancerHosts = balancerHosts,
            Adopt = AdoptReader.Read(environment["adopt"], port: environment["run"]["port"]),
            Scaling = ScalingReader.Read(environment["scaling"]),
        };
    }

    internal static List<CatalogHostName> Hosts(CatalogField hosts)
    {
        var named = new List<CatalogHostName>();
        foreach (var item in hosts.Required().Items())
        {
            var text = item.Required().Text("", t => HostPattern.Expand(t) is null ? Texts.Catalog.NotAHostPattern(t) : null);
            foreach (var name in HostPattern.Expand(text) ?? [])
            {
                if (named.Find(h => h.Name == name) is { } first) item.Problem(Texts.Catalog.NamedTwice(name, first.At.File, first.At.Line));
                else named.Add(new CatalogHostName(item.At, name));
            }
        }
        return named;
    }

    static Policy Policy(CatalogField policy)
    {
        policy.Knows("approvals", "selfApproval", "approvers", "expires", "minUp", "branches", "override");
        var usual = new Policy();
        return new Policy
        {
            Approvals = policy["approvals"].Number(usual.Approvals, 0, 20),
            SelfApproval = policy["selfApproval"].Flag(),
            Approvers = policy["approvers"].Words(CatalogNames.Problem),
            Expires = policy["expires"].Time(usual.Expires),
            MinUp = policy["minUp"].Text(usual.MinUp, CatalogNames.Amount),
            Branches = policy["branches"].Words(CatalogNames.BranchPattern),
            Override = Enum.Parse<Role>(policy["override"].Text(nameof(Role.Operator).ToLowerInvariant(), OneOf(Roles)), ignoreCase: true),
        };
    }

    internal static Func<string, string?> OneOf(params string[] words) => text => words.Contains(text) ? null : Texts.Catalog.NotOneOf(text, words);
}
