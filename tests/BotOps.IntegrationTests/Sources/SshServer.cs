using System.Diagnostics;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Sources;

/// <summary>A real sshd on loopback that lets one key in, as the user who runs the tests.</summary>
sealed class SshServer : IDisposable
{
    readonly Process process;

    SshServer(Process process, int port, string folder) => (this.process, Port, Folder) = (process, port, folder);

    public static bool Available => File.Exists("/usr/sbin/sshd");
    public const string Missing = "sshd is not installed (tests/run installs it)";

    public int Port { get; }
    public string Folder { get; }
    public string Key => Path.Combine(Folder, "a key; touch x");
    public string KnownHosts => Path.Combine(Folder, "known hosts; touch x");

    public static async Task<SshServer> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        foreach (var key in new[] { "a key; touch x", "host" }) Programs.Run("ssh-keygen", folder, "-q", "-t", "ed25519", "-N", "", "-f", key);
        File.Copy(Path.Combine(folder, "a key; touch x.pub"), Path.Combine(folder, "authorized"));

        var port = Ports.Free();
        var config = Path.Combine(folder, "sshd_config");
        File.WriteAllText(config, $"""
            ListenAddress 127.0.0.1:{port}
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/authorized
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            UsePAM no
            PidFile none
            SetEnv HOME={folder}
            """); // what the ~/.bashrc of this machine does at each login is no part of a test
        var server = new SshServer(Programs.Start("/usr/sbin/sshd", folder, "-D", "-e", "-f", config), port, folder);
        File.WriteAllText(server.KnownHosts, $"[127.0.0.1]:{port} {File.ReadAllText(Path.Combine(folder, "host.pub"))}");
        await Eventually.True(() => Ports.Listens(port), "sshd listens");
        return server;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
