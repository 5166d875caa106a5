using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox;

/// <summary>Hosts that are folders with a loopback address each. What is started on them outlives a worker, but not the sandbox.</summary>
public sealed class SandboxHosts(SandboxFolder folder, IHostTransport transport)
{
    const int MostVerbs = 20;
    static readonly (string Name, string Address)[] All =
    [
        ("order-01", "127.0.0.11"), ("order-02", "127.0.0.12"), ("order-03", "127.0.0.13"), ("order-04", "127.0.0.14"),
        ("report-01", "127.0.0.15"), ("report-02", "127.0.0.16"),
    ];

    public IReadOnlyList<CatalogHost> Catalog =>
        [.. All.Select(h => new CatalogHost(new Where("sandbox", 1, h.Name), h.Name, h.Address, folder.Below($"hosts/{h.Name}"), transport.Name))];

    /// <summary>A port that is free at each host's address: the last one, as long as nobody else took it.</summary>
    public int Port()
    {
        var note = Path.Combine(folder.Path, "port");
        if (File.Exists(note) && int.TryParse(File.ReadAllText(note), NumberStyles.None, CultureInfo.InvariantCulture, out var last) && IsFree(last)) return last;

        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (Listen(All[0].Address, 0) is not { } port || !IsFree(port)) continue;
            File.WriteAllText(note, port.ToString(CultureInfo.InvariantCulture));
            return port;
        }
        throw new UserError(Texts.NoPortForHosts(All.Select(h => h.Address)));
    }

    /// <summary>Ends everything that was started on the hosts: at the end, and at the start for what a kill left.</summary>
    public Task StopAll(CancellationToken stopping) => Stop(Directory.Exists(folder.Hosts) ? Directory.EnumerateDirectories(folder.Hosts) : [], stopping);

    /// <summary>The same on one of them.</summary>
    /// <param name="root">Its folder.</param>
    public Task Stop(string root, CancellationToken stopping) => Stop([root], stopping);

    async Task Stop(IEnumerable<string> roots, CancellationToken stopping)
    {
        var running =
            from root in roots
            from project in Directory.EnumerateDirectories(root)
            where Directory.Exists(Path.Combine(project, ".botops"))
            select (Host: new Host { Name = Path.GetFileName(root), Address = "", Root = root, Transport = transport.Name }, Project: Path.GetFileName(project));

        await Task.WhenAll(running.ToList().Select(r => Stop(r.Host, r.Project, stopping)));
    }

    /// <summary>Starts what was current when the sandbox ended, as machines do that come up again; what a rollout holds is the rollout's.</summary>
    public async Task StartAgain(BotOpsDb db, SecretReferences references, CancellationToken stopping)
    {
        var wanted = await (
            from assignment in db.Assignments.AsNoTracking().Include(a => a.Host)
            join environment in db.Environments on assignment.EnvironmentId equals environment.Id
            join revision in db.SettingsRevisions on assignment.SettingsRevisionId equals (long?)revision.Id
            where assignment.ReleaseId != null && (assignment.LeftOut == null || assignment.OutBy != null) && !db.Claims.Any(c => c.EnvironmentId == environment.Id)
            select new { assignment.Host, Project = environment.Project.Name, Release = assignment.ReleaseId!.Value, environment.LastFence, revision.Settings }).ToListAsync(stopping);

        var here = wanted.Where(w => w.Host.Transport == transport.Name && w.Settings.Run.Start.Count > 0).ToList();
        var secrets = await RunSecrets.Read(references, here.Select(w => w.Settings.Run), stopping);
        await Task.WhenAll(here.Where(w => secrets.Problems(w.Settings.Run).Count == 0).Select(w => transport.Run( // else the doctor says why nothing runs there
            w.Host, HostVerbs.Start(w.Project, w.Release, w.LastFence, w.Settings.Run, w.Host.Address, secrets), _ => ValueTask.CompletedTask, stopping)));
    }

    /// <summary>With the host's own fence and release: to stop as their owner would.</summary>
    async Task Stop(Host host, string project, CancellationToken stopping)
    {
        for (var verbs = 0; verbs <= MostVerbs; verbs++)
        {
            var status = (await Run(new HostCall("status", project, 0, 0, None))).Values;
            var fence = long.Parse(status.GetValueOrDefault("fence", "0"), CultureInfo.InvariantCulture);
            if (status.GetValueOrDefault("verb")?.Split('-', 2) is [var release, var verb])
            {
                await Run(new HostCall("kill", project, long.Parse(release, CultureInfo.InvariantCulture), fence, new Dictionary<string, string> { ["verb"] = verb }));
                continue;
            }
            if (status.GetValueOrDefault("running") != "yes") return;

            var runs = long.Parse(status["runs"], CultureInfo.InvariantCulture);
            await Run(new HostCall("stop", project, runs, fence, new Dictionary<string, string> { ["stopLimit"] = "3" }));
        }

        Task<HostAnswer> Run(HostCall call) => transport.Run(host, call with { Limit = TimeSpan.FromSeconds(30) }, _ => ValueTask.CompletedTask, stopping);
    }

    static readonly Dictionary<string, string> None = [];

    static bool IsFree(int port) => All.All(h => Listen(h.Address, port) == port);

    /// <summary>The port that could be listened on for a moment; null: it could not.</summary>
    static int? Listen(string address, int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(address), port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
