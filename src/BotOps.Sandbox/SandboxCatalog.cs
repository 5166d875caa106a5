using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Sandbox;

/// <summary>What the sandbox's catalog says: four people, six hosts, and two projects with a repository each.</summary>
public sealed class SandboxCatalog(SandboxFolder folder, SandboxHosts hosts, TimeProvider clock)
{
    const string Channel = "web/sandbox/deploys";

    /// <summary>Makes the repositories that are not there yet, and says everything to <paramref name="apply"/>; a second start changes nothing.</summary>
    public async Task<IReadOnlyList<string>> Apply(ApplyCatalog apply, CancellationToken stopping)
    {
        await SampleRepository.Make(RepositoryOf("order-svc"), SampleHistory.Orders(), clock.GetUtcNow(), stopping);
        await SampleRepository.Make(RepositoryOf("report-svc"), SampleHistory.Reports(), clock.GetUtcNow(), stopping);
        return await apply.Handle([Document()], by: null, stopping);
    }

    public string RepositoryOf(string project) => Path.Combine(folder.Repositories, $"{project}.git");

    CatalogDocument Document()
    {
        var port = hosts.Port();
        return new CatalogDocument
        {
            People = SandboxPeople.People(OsUser.Current()),
            Roles = SandboxPeople.Roles,
            Hosts = hosts.Catalog,
            Projects =
            [
                Project("order-svc", "production", true, new Policy { Approvers = ["lead-1", "lead-2"] }, ["order-01", "order-02", "order-03", "order-04"], port),
                Project("report-svc", "staging", false, new Policy { Approvals = 0 }, ["report-01", "report-02"], port),
            ],
        };
    }

    CatalogProject Project(string name, string environment, bool production, Policy policy, IEnumerable<string> hosts, int port)
    {
        var at = new Where("sandbox", 1, name);
        var settings = new Settings
        {
            Build = new BuildSettings
            {
                Command = ["dotnet", "publish", "-c", "Release", "-o", "out"],
                Artifact = ["out/**"],
                Strip = "out",
                TimeLimit = TimeSpan.FromMinutes(5),
            },
            Run = new RunSettings
            {
                Start = ["dotnet", $"{name}.dll"],
                Port = port,
                Health = new HealthCheck { Kind = "http", Path = "/health", Limit = TimeSpan.FromMinutes(1) }, // for a machine that does much else
            },
        };
        return new CatalogProject(at, name, new Repository("git", $"file://{RepositoryOf(name)}"),
            [new CatalogEnvironment(at, environment, [.. hosts.Select(h => new CatalogHostName(at, h))], settings) { Production = production, Policy = policy }])
        {
            Channels = [Channel],
        };
    }
}
