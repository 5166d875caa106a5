using System.Diagnostics;
using System.Net.Sockets;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core;
using CliWrap;
using CliWrap.Buffered;

namespace BotOps.Benchmarks.Rig;

/// <summary>Hosts with an sshd and an address of their own, near (a port) and far (another port, behind a round trip); whoever runs the benchmark logs in.</summary>
sealed class SshFleet : IAsyncDisposable
{
    public const int Near = 2222, Far = 2223;
    public static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(20);
    const string Sshd = "/usr/sbin/sshd", AddressesOf = "127.0.77.";
    readonly List<Process> sshds = [];
    readonly List<DelayingProxy> proxies = [];

    SshFleet(string folder, int hosts) => (Folder, Hosts) = (folder, [.. Enumerable.Range(1, hosts).Select(n => new FleetHost($"host-{n:00}", $"{AddressesOf}{n}", Path.Combine(folder, $"host-{n:00}")))]);

    public string Folder { get; }
    public IReadOnlyList<FleetHost> Hosts { get; }
    public string Key => Path.Combine(Folder, "key");
    public string KnownHosts => Path.Combine(Folder, "known_hosts");

    /// <summary>Connections are closed soon, so that each turn opens its own, as those of the others do.</summary>
    public SshOptions Options(int port) => new() { User = Environment.UserName, Key = $"file:{Key}", KnownHosts = KnownHosts, Port = port, Idle = TimeSpan.FromSeconds(5) };

    public static async Task<SshFleet> Start(string folder, int hosts, CancellationToken stopping)
    {
        if (!File.Exists(Sshd)) throw new UserError("This needs sshd: apt-get install openssh-server.");
        var fleet = new SshFleet(folder, hosts);
        try
        {
            await fleet.Begin(stopping);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    async Task Begin(CancellationToken stopping)
    {
        Directory.CreateDirectory(Folder);
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        foreach (var name in new[] { "key", "host_key" })
            await Cli.Wrap("ssh-keygen").WithArguments(["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(Folder, name)]).ExecuteBufferedAsync(stopping);
        var hostKey = string.Join(' ', (await File.ReadAllTextAsync(Path.Combine(Folder, "host_key.pub"), stopping)).Split(' ')[..2]);
        await File.WriteAllLinesAsync(KnownHosts, Hosts.SelectMany(h => new[] { Near, Far }.Select(port => $"[{h.Address}]:{port} {hostKey}")), stopping);

        foreach (var host in Hosts)
        {
            Directory.CreateDirectory(host.Folder);
            var config = Path.Combine(Folder, $"{host.Name}.conf");
            await File.WriteAllTextAsync(config, $"""
                ListenAddress {host.Address}:{Near}
                HostKey {Folder}/host_key
                AuthorizedKeysFile {Folder}/key.pub
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                UseDNS no
                PidFile none
                Subsystem sftp internal-sftp
                SetEnv HOME={Folder}
                """, stopping); // what the ~/.bashrc of this machine does at each login is nobody's time
            sshds.Add(Process.Start(Sshd, ["-D", "-f", config, "-E", Path.Combine(Folder, $"{host.Name}.log")]));
            proxies.Add(new DelayingProxy(host.Address, Far, Near, RoundTrip));
        }
        foreach (var host in Hosts)
            while (!await Listens(host.Address, stopping)) await Task.Delay(20, stopping);
    }

    static async Task<bool> Listens(string address, CancellationToken stopping)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, Near, stopping);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in proxies) await proxy.DisposeAsync();
        foreach (var sshd in sshds)
        {
            sshd.Kill(entireProcessTree: true);
            await sshd.WaitForExitAsync(CancellationToken.None);
            sshd.Dispose();
        }
        using var services = Process.Start("pkill", ["-KILL", "-f", "--", $"httpd -f -p {AddressesOf}"]);
        await services.WaitForExitAsync(CancellationToken.None);
    }
}

sealed record FleetHost(string Name, string Address, string Folder);
