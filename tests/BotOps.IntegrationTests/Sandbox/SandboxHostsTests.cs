using BotOps.IntegrationTests.Hosts;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using BotOps.Adapters.Hosts.Local;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Cloud;
using BotOps.Sandbox;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Sandbox;

public sealed class SandboxHostsTests : IDisposable
{
    static readonly RunSettings Service = new() { Start = ["sleep", "1000"] };
    readonly SandboxFolder folder = SandboxFolder.Fresh();
    readonly LocalTransport transport = HostFolder.ThisMachine();
    SandboxHosts Hosts => new(folder, transport);

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task What_was_started_on_the_hosts_is_ended_also_by_the_next_start()
    {
        var (one, other) = (await Start("order-01", "order-svc"), await Start("report-01", "report-svc"));

        await Hosts.StopAll(CancellationToken.None);

        Assert.True(HasEnded(one));
        Assert.True(HasEnded(other));
        await Hosts.StopAll(CancellationToken.None); // nothing left to end
    }

    [Fact]
    public async Task A_start_that_still_runs_is_ended_as_well()
    {
        var host = Host("order-02");
        await Unpack(host, "order-svc");
        var blocked = HostVerbs.Health("order-svc", 1, 1, Service with { Health = new HealthCheck { Kind = "http", Limit = TimeSpan.FromMinutes(5) }, Port = 9 }, host.Address, sha256);
        await Run(host, HostVerbs.Start("order-svc", 1, 1, Service, host.Address));
        var waiting = transport.Run(host, blocked, _ => ValueTask.CompletedTask, CancellationToken.None);
        await Support.Eventually.True(async () => (await Run(host, HostVerbs.Status("order-svc"))).Values.ContainsKey("verb"), "the verb runs");

        await Hosts.StopAll(CancellationToken.None);

        Assert.False((await waiting).Ok);
        Assert.Equal("no", (await Run(host, HostVerbs.Status("order-svc"))).Values["running"]);
    }

    [Fact]
    public async Task An_instance_of_the_cloud_double_is_a_host_of_its_own_until_it_is_given_back()
    {
        await using var rig = await CloudRig.Start(hosts: new SandboxMachines(folder, Hosts));
        var bought = (await rig.Bought(1))[0];
        await Support.Eventually.True(() => rig.Double.World.All[0].Status == "Running", "it has booted");
        var host = new Host { Name = bought.Name, Address = bought.PrivateAddress!, Root = Path.Combine(folder.Hosts, bought.Name) };
        await Unpack(host, "order-svc");
        var pid = (await Run(host, HostVerbs.Start("order-svc", 1, 1, Service, host.Address))).Values["pid"];

        await rig.Cloud.Delete(CloudRig.Region, [bought.Id], CancellationToken.None);

        Assert.True(HasEnded(pid));
        Assert.False(Directory.Exists(host.Root));
    }

    [Fact]
    public void The_port_is_kept_as_long_as_it_is_free_at_every_host()
    {
        var port = Hosts.Port();

        Assert.Equal(port, Hosts.Port());
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Parse("127.0.0.13"), port);
        taken.Start();
        Assert.NotEqual(port, Hosts.Port());
    }

    /// <summary>Gone, or waiting for init to take note (proc(5), state Z).</summary>
    static bool HasEnded(string pid) => !File.Exists($"/proc/{pid}/stat") || File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    string sha256 = "";

    Host Host(string name)
    {
        var found = Hosts.Catalog.Single(h => h.Name == name);
        return new Host { Name = found.Name, Address = found.Address, Root = found.Root };
    }

    async Task<string> Start(string name, string project)
    {
        var host = Host(name);
        await Unpack(host, project);
        return (await Run(host, HostVerbs.Start(project, 1, 1, Service, host.Address))).Values["pid"];
    }

    async Task Unpack(Host host, string project)
    {
        var archive = new MemoryStream();
        await using (var zip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(zip))
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "VERSION") { DataStream = new MemoryStream("1"u8.ToArray()) });
        var bytes = archive.ToArray();
        sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));

        await transport.Put(host, HostVerbs.Incoming(project, sha256), new HostFile(sha256, bytes.Length, _ => Task.FromResult<Stream>(new MemoryStream(bytes))), CancellationToken.None);
        Assert.True((await Run(host, HostVerbs.Fetch(project, 1, 1, sha256))).Ok);
        Assert.True((await Run(host, HostVerbs.Activate(project, 1, 1, sha256))).Ok);
    }

    Task<HostAnswer> Run(Host host, HostCall call) => transport.Run(host, call, _ => ValueTask.CompletedTask, CancellationToken.None);
}
