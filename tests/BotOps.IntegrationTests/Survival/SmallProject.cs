using System.Diagnostics;
using System.Globalization;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Balancing;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>
/// A project that is built and started in a moment: a real repository whose one file is its version, a web server that answers with
/// it. Its commands pass gates: while <c>hold-NAME</c> is there, the real command waits.
/// </summary>
sealed class SmallProject
{
    static int projects;
    readonly TestRepository repository;
    readonly string gates;
    readonly int number = Interlocked.Increment(ref projects);

    readonly string channel;
    readonly RunningBotOps botops;

    SmallProject(RunningBotOps botops, string name, int hosts, string channel, Func<CatalogHost, CatalogHost>? reach)
    {
        (Name, this.channel, this.botops) = (name, channel, botops);
        repository = new TestRepository(Path.Combine(botops.Below("sources"), name));
        gates = botops.Below($"gates-{name}");
        Hosts = [.. Enumerable.Range(1, hosts).Select(n => new CatalogHost(At, $"{name}-{n}", $"127.0.{20 + number}.{n}", Path.Combine(botops.Folder, "hosts", $"{name}-{n}"))).Select(host => reach?.Invoke(host) ?? host)];
        Port = Ports.Free(Hosts[0].Address);
    }

    public string Name { get; }
    public string Source => repository.AsFile().Url;
    public int Port { get; }
    public IReadOnlyList<CatalogHost> Hosts { get; }
    Where At => new("test", 1, Name);

    /// <param name="change">What is not as usual: a build command, a time limit, a secret.</param>
    /// <param name="reach">How a host is reached, where that is not by folder.</param>
    public static async Task<SmallProject> Add(RunningBotOps botops, string name, int hosts = 1, Func<SmallProject, Settings, Settings>? change = null, Policy? policy = null, Func<SmallProject, Repository>? source = null,
        string channel = "web/sandbox/deploys", Func<CatalogHost, CatalogHost>? reach = null, Nginx? front = null, Func<SmallProject, Adoption>? adopt = null)
    {
        var project = new SmallProject(botops, name, hosts, channel, reach);
        project.Commit("1");
        var settings = project.Usual();
        await using var db = botops.Open();
        project.Apply = (open, other) => new ApplyCatalog(open, [], TimeProvider.System).Handle(
            [project.Document(other(change?.Invoke(project, settings) ?? settings), policy ?? new Policy { Approvals = 0 }, source?.Invoke(project) ?? project.repository.AsFile(), front, adopt?.Invoke(project))], by: null, default);
        await project.Apply(db, same => same);
        return project;
    }

    /// <summary>Applies its catalog file anew, with other settings.</summary>
    public Func<Core.Persistence.BotOpsDb, Func<Settings, Settings>, Task> Apply { get; private set; } = null!;

    public string Commit(string version) => repository.Commit(version, "VERSION");

    /// <summary>Every command that passes this gate waits there.</summary>
    public void Hold(string gate) => File.WriteAllText(Path.Combine(gates, $"hold-{gate}"), "");

    public void Open(string gate) => File.Delete(Path.Combine(gates, $"hold-{gate}"));

    /// <summary>Its health check fails from now on, whatever runs there.</summary>
    public void Sicken(int host) => File.WriteAllText(Path.Combine(gates, $"sick-{Hosts[host].Address}"), "");
    public void Heal(int host) => File.Delete(Path.Combine(gates, $"sick-{Hosts[host].Address}"));

    public async Task Reached(string gate)
    {
        try
        {
            await Eventually.True(() => Passers(gate).Count > 0, $"{Name} waits at {gate}", BotOpsProcess.Limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{string.Join('\n', await Audit())}", late);
        }
    }

    /// <summary>Where its releases and their hosts are, for a test that waits in vain.</summary>
    Task<List<string>> Audit() => botops.Read(async db =>
    {
        var releases = await db.Releases.AsNoTracking().Where(r => db.Environments.Any(e => e.Id == r.EnvironmentId && e.Project.Name == Name)).OrderBy(r => r.Id).ToListAsync();
        var runs = await db.HostRuns.AsNoTracking().ToListAsync();
        return releases.ConvertAll(r => $"#{r.Id} {r.State} {r.Reason}: {string.Join(", ", runs.Where(h => h.ReleaseId == r.Id).Select(h => $"{h.State} {h.FailedStep} {h.Reason}"))}");
    });

    /// <summary>Process ids of the commands that have come to it.</summary>
    public IReadOnlyList<int> Passers(string gate) =>
        File.Exists(Path.Combine(gates, $"at-{gate}")) ? [.. File.ReadAllLines(Path.Combine(gates, $"at-{gate}")).Select(line => int.Parse(line, CultureInfo.InvariantCulture))] : [];

    /// <summary>Shell words that pass a gate.</summary>
    public string Gate(string gate) => $"echo $$ >> {gates}/at-{gate}; while [ -d {gates} ] && [ -e {gates}/hold-{gate} ]; do sleep 0.1; done";

    /// <summary>What each host says that it runs; empty where nothing answers.</summary>
    public async Task<IReadOnlyList<string>> Answers()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(10) };
        return await Task.WhenAll(Hosts.Select(async host =>
        {
            try
            {
                return (await http.GetStringAsync(new Uri($"http://{host.Address}:{Port}/VERSION"))).Trim();
            }
            catch (HttpRequestException)
            {
                return "";
            }
        }));
    }

    /// <summary>Makes every verb of the host script wait, as another verb that holds the host does.</summary>
    public FileStream HoldHost(int index) =>
        new(Path.Combine(Hosts[index].Root, Name, ".botops", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    Settings Usual() => new()
    {
        Build = Building($"echo building $(cat VERSION); {Gate("build")}; mkdir out; cp VERSION out/"),
        Run = new RunSettings
        {
            Start = ["bash", "-c", $"trap : TERM; busybox httpd -f -p {{address}}:{{port}} -h . & wait $!; {Gate("stop")}"],
            Port = Port,
            StopLimit = TimeSpan.FromMinutes(2),
            Health = new HealthCheck
            {
                Kind = "command", Limit = TimeSpan.FromMinutes(2),
                Command = ["bash", "-c", $"{Gate("health-{address}")}; [ ! -e {gates}/sick-{{address}} ] && busybox wget -q -O - http://{{address}}:{{port}}/VERSION"],
            },
        },
    };

    public static BuildSettings Building(string script) => new()
    {
        Command = ["bash", "-c", $"set -e; {script}"], Artifact = ["out/**"], Strip = "out", TimeLimit = TimeSpan.FromMinutes(5),
    };

    CatalogDocument Document(Settings settings, Policy policy, Repository source, Nginx? front, Adoption? adopt) => new()
    {
        Hosts = [.. Hosts, .. front is null ? [] : new[] { new CatalogHost(At, front.Name, front.Address, front.Host.Root) }],
        Projects =
        [
            new CatalogProject(At, Name, source, [new CatalogEnvironment(At, "production", [.. Hosts.Select(h => new CatalogHostName(At, h.Name))], settings) { Policy = policy, Balancer = front?.Balancer, Adopt = adopt }])
            {
                Channels = [channel],
            },
        ],
    };
}
