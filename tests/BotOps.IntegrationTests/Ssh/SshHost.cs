using System.Diagnostics;
using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>A host with a real sshd on an address of its own, its own host keys and a folder of its own; whoever runs the tests logs in.</summary>
sealed class SshHost : IAsyncDisposable
{
    readonly string folder;
    readonly string[] wrapper;
    Process? sshd;

    SshHost(string folder, string address, int? port, string root, string[] wrapper) =>
        (this.folder, Address, Port, Root, this.wrapper) = (folder, address, port ?? Ports.Free(address), root, wrapper);

    public string Address { get; }
    public int Port { get; }
    public string Root { get; }
    public string Server => $"{Address}:{Port}";

    /// <summary>Lines of its sshd, all starts together.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";
    public int Logins => Log.Split('\n').Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));
    public int SessionsBegun => Log.Split('\n').Count(line => line.Contains("Starting session", StringComparison.Ordinal));
    string LogFile => Path.Combine(folder, "sshd.log");

    /// <param name="publicKeys">Who may log in.</param>
    /// <param name="settings">Further lines of sshd_config.</param>
    /// <param name="wrapper">Program and arguments that sshd is started by.</param>
    public static async Task<SshHost> Start(string folder, IEnumerable<string> publicKeys, string? address = null, int? port = null, string? root = null, IReadOnlyList<string>? settings = null, params string[] wrapper)
    {
        var host = new SshHost(folder, address ?? HostFolder.FreeAddress(), port, root ?? Path.Combine(folder, "root"), wrapper);
        Directory.CreateDirectory(host.Root);
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        foreach (var type in new[] { "ed25519", "rsa" }) Programs.Run("ssh-keygen", folder, "-q", "-b", "2048", "-t", type, "-N", "", "-f", $"host_{type}");
        await File.WriteAllLinesAsync(Path.Combine(folder, "authorized"), publicKeys);
        await File.WriteAllTextAsync(Path.Combine(folder, "sshd_config"), $"""
            ListenAddress {host.Server}
            HostKey {folder}/host_ed25519
            HostKey {folder}/host_rsa
            AuthorizedKeysFile {folder}/authorized
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            UsePAM no
            UseDNS no
            PidFile none
            LogLevel VERBOSE
            {string.Join('\n', settings ?? [])}
            SetEnv HOME={folder}
            """); // what the ~/.bashrc of this machine does at each login is no part of a test
        await host.Up();
        return host;
    }

    public string Fingerprint(string type = "ed25519") => HostKeyLine(type, "-lf").Split(' ')[1];

    /// <summary>As a line of known_hosts.</summary>
    public string Known(string type = "ed25519") => $"[{Address}]:{Port} {File.ReadAllText(Path.Combine(folder, $"host_{type}.pub"))}";

    public async Task NewHostKeys()
    {
        await Down();
        foreach (var type in new[] { "ed25519", "rsa" })
        {
            File.Delete(Path.Combine(folder, $"host_{type}"));
            Programs.Run("ssh-keygen", folder, "-q", "-b", "2048", "-t", type, "-N", "", "-f", $"host_{type}");
        }
        await Up();
    }

    public async Task Up()
    {
        string[] line = [.. wrapper, "/usr/sbin/sshd", "-D", "-f", Path.Combine(folder, "sshd_config"), "-E", LogFile];
        sshd = Process.Start(new ProcessStartInfo(line[0], line[1..]));
        await Eventually.True(() => Ports.Listens(Port, Address), $"sshd listens at {Server}");
    }

    /// <summary>SIGKILL for sshd and its sessions; what they started lives on.</summary>
    public async Task Down()
    {
        foreach (var pid in Sessions().Append(sshd!.Id)) Signal(pid, "KILL");
        await sshd.WaitForExitAsync();
        sshd.Dispose();
        sshd = null;
    }

    /// <summary>The host hangs: no session says another word, and none begins.</summary>
    public void Freeze()
    {
        foreach (var pid in Sessions().Append(sshd!.Id)) Signal(pid, "STOP");
    }

    public void Thaw()
    {
        foreach (var pid in Sessions().Append(sshd!.Id)) Signal(pid, "CONT");
    }

    /// <summary>What runs in its sessions.</summary>
    public IReadOnlyList<int> Shells => [.. Sessions().SelectMany(Children).Where(pid => !IsSshd(pid))];

    /// <summary>As an administrator who sees shells lie about, or a host that is short of memory.</summary>
    public void EndShells()
    {
        foreach (var pid in Shells) Signal(pid, "KILL");
    }

    public Host Host(SshAccess access) => new() { Name = "order-01", Address = Address, Root = Root, Transport = "ssh", Ssh = access with { Port = Port } };

    public async ValueTask DisposeAsync()
    {
        if (sshd is not null) await Down();
    }

    string HostKeyLine(string type, string how) => Programs.Run("ssh-keygen", folder, how, $"host_{type}.pub");

    /// <summary>The sshd processes below ours, the latest last.</summary>
    List<int> Sessions()
    {
        List<int> found = [sshd!.Id];
        for (var at = 0; at < found.Count; at++) found.AddRange(Children(found[at]).Where(IsSshd));
        return [.. found.Skip(1)];
    }

    internal static IEnumerable<int> Children(int of) => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!))
        .Where(pid => Stat(pid) is { Length: > 3 } stat && stat[1] == $"{of}");

    static bool IsSshd(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").StartsWith("sshd", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    static string[] Stat(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    static void Signal(int pid, string signal) => Process.Start("kill", ["-s", signal, $"{pid}"]).WaitForExit();
}
