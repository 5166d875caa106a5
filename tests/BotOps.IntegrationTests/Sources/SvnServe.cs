using System.Diagnostics;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Sources;

/// <summary>A real svnserve on loopback that knows one user.</summary>
sealed class SvnServe : IDisposable
{
    public const string User = "deployer", Password = "p4ss of the test";

    readonly Process process;

    SvnServe(Process process, int port) => (this.process, Port) = (process, port);

    public static bool Available => Installed("svnserve") && Installed("svn");
    public const string Missing = "subversion is not installed (tests/run installs it)";

    public int Port { get; }
    public string Url => $"svn://127.0.0.1:{Port}";

    /// <param name="repository">The folder that svnadmin made.</param>
    public static async Task<SvnServe> Start(string repository)
    {
        File.WriteAllText(Path.Combine(repository, "conf", "svnserve.conf"), "[general]\nanon-access = none\nauth-access = write\npassword-db = passwd\nrealm = test\n");
        File.WriteAllText(Path.Combine(repository, "conf", "passwd"), $"[users]\n{User} = {Password}\n");
        var port = Ports.Free();
        var server = new SvnServe(Programs.Start("svnserve", repository, "--daemon", "--foreground", "--listen-host", "127.0.0.1", "--listen-port", $"{port}", "--root", repository), port);
        await Eventually.True(() => Ports.Listens(port), "svnserve listens");
        return server;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    static bool Installed(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
