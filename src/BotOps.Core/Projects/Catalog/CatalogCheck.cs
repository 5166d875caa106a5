using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Checks what one file alone cannot tell: that names are unique over the files, and that what is referred to exists.</summary>
sealed class CatalogCheck(BotOpsDb db, IReadOnlyList<string> transports)
{
    readonly CatalogProblems problems = new();

    public async Task Require(CatalogDocument catalog, CancellationToken stopping)
    {
        Once(catalog.People.Select(p => (p.At, p.Handle)));
        Once(catalog.Roles.Select(r => (r.At, r.Handle)));
        Once(catalog.Groups.Select(g => (g.At, $"{g.Name}")));
        Once(catalog.Hosts.Select(h => (h.At, h.Name)));
        Once(catalog.Projects.Select(p => (p.At, p.Name)));
        Once(catalog.Campaigns.Select(c => (c.At, c.Name)));
        Once(catalog.People.SelectMany(p => p.Accounts ?? []).Select(a => (a.At, $"{a.Platform}/{a.Tenant}/{a.Id}")));

        var people = await db.Persons.Select(p => p.Handle).ToListAsync(stopping);
        people.AddRange(catalog.People.Select(p => p.Handle));
        var hosts = await db.Hosts.Select(h => h.Name).ToListAsync(stopping);
        hosts.AddRange(catalog.Hosts.Select(h => h.Name));
        var environments = await db.Environments.Select(e => new { Project = e.Project.Name, e.Name }).ToListAsync(stopping);
        environments.AddRange(catalog.Projects.SelectMany(p => p.Environments.Select(e => new { Project = p.Name, e.Name })));

        foreach (var roles in catalog.Roles) Known(roles.At, roles.Handle, people, Texts.Catalog.UnknownPerson);
        foreach (var grant in catalog.Roles.SelectMany(r => r.Grants).Concat(catalog.Groups.SelectMany(g => g.Grants)))
        {
            var named = environments.Where(e => grant.Project == "*" || e.Project == grant.Project).Select(e => e.Name).ToList();
            if (grant.Project != "*") Known(grant.At, grant.Project, environments.Select(e => e.Project), Texts.Catalog.UnknownProject);
            if (grant.Environment != "*" && named.Count > 0) Known(grant.At, grant.Environment, named, Texts.Catalog.UnknownEnvironment);
        }

        foreach (var host in catalog.Hosts)
            if (transports.Count > 0 && !transports.Contains(host.Transport)) problems.Add(host.At, Texts.Catalog.UnknownTransport(host.Transport, transports));

        foreach (var environment in catalog.Projects.SelectMany(p => p.Environments))
        {
            foreach (var host in environment.Hosts.Concat(environment.BalancerHosts)) Known(host.At, host.Name, hosts, Texts.Catalog.UnknownHost);
            foreach (var approver in environment.Policy.Approvers) Known(environment.At with { Path = environment.At.Path + ".policy.approvers" }, approver, people, Texts.Catalog.UnknownPerson);
        }
        foreach (var (campaign, wanted) in catalog.Campaigns.SelectMany(c => c.Settings.Hosts.Select(h => (c, h))))
        {
            var (at, named) = (campaign.At with { Path = $"{campaign.At.Path}.hosts.{wanted.Key}" }, environments.Where(e => e.Project == wanted.Project).Select(e => e.Name).Distinct().ToList());
            Known(at, wanted.Project, environments.Select(e => e.Project), Texts.Catalog.UnknownProject);
            if (wanted.Environment is { } environment && named.Count > 0) Known(at, environment, named, Texts.Catalog.UnknownEnvironment);
            else if (wanted.Environment is null && named.Count > 1) problems.Add(at, Texts.WhichEnvironment(wanted.Project, named));
        }
        await BalancerFiles(catalog.Projects, stopping);
        problems.ThrowIfAny();
    }

    /// <summary>Two environments that write one file would take each other's servers out of it.</summary>
    async Task BalancerFiles(IReadOnlyList<CatalogProject> projects, CancellationToken stopping)
    {
        var named = projects.Select(p => p.Name).ToList();
        var others = await db.Environments.AsNoTracking().Include(e => e.Project).Where(e => e.Balancer != null && !named.Contains(e.Project.Name)).ToListAsync(stopping);
        var first = new Dictionary<(string Host, string File), string>();
        foreach (var other in others)
            foreach (var host in other.Balancer!.Hosts) first.TryAdd(Key(host, other.Balancer), $"{other.Project.Name} {other.Name}");

        foreach (var (project, environment) in projects.SelectMany(p => p.Environments.Where(e => e.Balancer is not null).Select(e => (p, e))))
            foreach (var host in environment.BalancerHosts)
                if (!first.TryAdd(Key(host.Name, environment.Balancer!), $"{project.Name} {environment.Name}"))
                    problems.Add(environment.At with { Path = environment.At.Path + ".balancer.file" }, Texts.Balancing.FileOfAnother(environment.Balancer!.File, host.Name, first[Key(host.Name, environment.Balancer)]));

        static (string, string) Key(string host, Balancer balancer) => (host, Path.GetFullPath(balancer.File));
    }

    void Once(IEnumerable<(Where At, string Name)> named)
    {
        var first = new Dictionary<string, Where>();
        foreach (var (at, name) in named)
            if (!first.TryAdd(name, at)) problems.Add(at, Texts.Catalog.NamedTwice(name, first[name].File, first[name].Line));
    }

    void Known(Where at, string name, IEnumerable<string> known, Func<string, IReadOnlyList<string>, string> problem)
    {
        if (!known.Contains(name)) problems.Add(at, problem(name, DidYouMean.Closest(name, known)));
    }
}
