using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Sandbox.Cloud;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox;

/// <summary>What the sandbox's catalog says: four people, six hosts, and two projects with a repository each.</summary>
public sealed class SandboxCatalog(SandboxFolder folder, SandboxHosts hosts, TimeProvider clock)
{
    const string Channel = "web/sandbox/deploys";

    /// <summary>For a newcomer to edit by hand on a host: the next release stops and asks.</summary>
    static readonly ManagedFile Shop = new("config/shop.json",
        """
        {
          "port": {port},
          "greeting": "Welcome to the tea shop on {host}"
        }

        """);

    /// <summary>Those of order-svc.</summary>
    public IReadOnlyList<ManagedFile> Files { get; init; } = [Shop];

    /// <summary>The files of order-svc as they are now: what somebody took over from a host is not lost at the next start.</summary>
    public async Task<SandboxCatalog> KeepFiles(BotOpsDb db, CancellationToken stopping)
    {
        var now = await db.SettingsRevisions.AsNoTracking().FirstOrDefaultAsync(r => db.Environments.Any(e => e.Project.Name == "order-svc" && e.SettingsRevisionId == r.Id), stopping);
        return now is { Settings.Run.Files: { Count: > 0 } files } ? new(folder, hosts, clock) { Files = files } : this;
    }

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
            Campaigns = [new CatalogCampaign(new Where("sandbox", 1, "tea-festival"), "tea-festival", Festival(clock.GetUtcNow()))],
        };
    }

    /// <summary>All of this month, so that it begins as soon as it is approved, and a start of the same month changes nothing.</summary>
    static CampaignSettings Festival(DateTimeOffset now)
    {
        var month = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return new CampaignSettings { ReadyBy = month.AddHours(8), Until = month.AddMonths(1).AddHours(2), Hosts = [new CampaignHosts("order-svc", null, 2), new CampaignHosts("report-svc", null, 1, "small")], Note = "the month's tea festival" };
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
                Files = name == "order-svc" ? Files : [],
            },
        };
        return new CatalogProject(at, name, new Repository("git", $"file://{RepositoryOf(name)}"),
            [new CatalogEnvironment(at, environment, [.. hosts.Select(h => new CatalogHostName(at, h))], settings) { Production = production, Policy = policy, Scaling = SandboxCloud.Scaling(folder.Hosts, name[..name.IndexOf('-')]) }])
        {
            Channels = [Channel],
        };
    }
}
