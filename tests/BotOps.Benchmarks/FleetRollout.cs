using System.Security.Cryptography;
using BotOps.Benchmarks.Rig;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;

namespace BotOps.Benchmarks;

/// <summary>A new version on 20 hosts at once over ssh, beside Ansible and beside the bare clients; near, and with a round trip of 20 ms. In turns.</summary>
sealed class FleetRollout : IBenchmark
{
    const int Hosts = 20;
    const int Rounds = 3;
    const int Bytes = 20 << 20;
    const double MostOfBare = 1.25;

    public string Name => "fleet";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var bed = await TestBed.Create(stopping);
        await using var fleet = await SshFleet.Start(bed.Below("fleet"), Hosts, stopping);
        return
        [
            .. await Measure(bed, fleet, SshFleet.Near, "no delay", 1.0 / 3, tell, stopping),
            .. await Measure(bed, fleet, SshFleet.Far, $"{Show.Milliseconds(SshFleet.RoundTrip)} round trip", 1.0 / 4, tell, stopping),
        ];
    }

    static async Task<IReadOnlyList<Figure>> Measure(TestBed bed, SshFleet fleet, int port, string where, double mostOfAnsible, Action<string> tell, CancellationToken stopping)
    {
        await using var engine = await Engine.Start(bed, [.. fleet.Hosts.Select(Host)], Bench, fleet.Options(port), stopping);
        IFleetTool[] tools = [new BotOpsTool(engine), new Ansible(fleet, port), new BareClients(fleet, port)];
        var took = tools.ToDictionary(t => t.Name, _ => new List<TimeSpan>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var tool in tools)
            {
                var (archive, sha256) = await Archive(fleet.Folder, stopping);
                var time = await tool.Roll(archive, sha256, stopping);
                tell($"{where}, {tool.Name}: {Show.Seconds(time)}{(round == 0 ? " (warms up)" : "")}");
                if (round > 0) took[tool.Name].Add(time);
            }
        }

        var (own, ansible, bare) = (Show.Median(took[tools[0].Name]), Show.Median(took[tools[1].Name]), Show.Median(took[tools[2].Name]));
        return
        [
            new($"{Bytes >> 20} MiB to {Hosts} hosts, {where}", All(took[tools[0].Name]), string.Join("; ", tools.Skip(1).Select(t => $"{t.Name} {All(took[t.Name])}"))),
            new("of Ansible's time", Show.Ratio(own / ansible), $"≤ {Show.Ratio(mostOfAnsible)}", own / ansible <= mostOfAnsible),
            new("of the bare clients' time", Show.Ratio(own / bare), $"≤ {Show.Ratio(MostOfBare)}", own / bare <= MostOfBare),
        ];
    }

    static string All(IEnumerable<TimeSpan> times) => string.Join(", ", times.Select(Show.Seconds));

    static CatalogHost Host(FleetHost host) => Engine.Host(host.Name, host.Address, Path.Combine(host.Folder, "botops"), "ssh");

    /// <summary>A new one each time, so that nobody has it already; what compresses it is no part of the figures.</summary>
    static async Task<(string Path, string Sha256)> Archive(string folder, CancellationToken stopping)
    {
        var path = Path.Combine(folder, "payload.tar.gz");
        await CliWrap.Cli.Wrap("sh").WithArguments(["-c", "cd \"$1\" && head -c \"$2\" /dev/urandom >payload && date >VERSION && tar -cf - payload VERSION | gzip -1 >payload.tar.gz", "sh", folder, $"{Bytes}"]).ExecuteAsync(stopping);
        await using var file = File.OpenRead(path);
        return (path, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stopping)));
    }

    static readonly Settings Bench = new()
    {
        Build = new BuildSettings { Command = ["sh", "-c", $"head -c {Bytes} /dev/urandom >payload"], Artifact = ["payload", OneFile.File] },
        Run = new RunSettings
        {
            Start = ["busybox", "httpd", "-f", "-p", "{address}:{port}"], Port = 9001, Keep = 2, Health = new HealthCheck { Kind = "http", Path = $"/{OneFile.File}" },
        },
    };

    /// <summary>BotOps builds an artifact of that size by itself; only the time of its hosts counts.</summary>
    sealed class BotOpsTool(Engine engine) : IFleetTool
    {
        static readonly PlanOptions AllAtOnce = new() { Batch = [new Amount(100, true)], MinUp = new Amount(0, false) };

        public string Name => "BotOps";
        public Task<TimeSpan> Roll(string archive, string sha256, CancellationToken stopping) => engine.Deploy(AllAtOnce, stopping, rebuild: true);
    }
}
