using BotOps.Adapters.Hosts;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>The ssh transport as it is composed, with a database, a key to log in with, and hosts that it starts.</summary>
sealed class SshRig : IAsyncDisposable
{
    public const string Missing = "sshd is not installed (tests/run installs it)";
    readonly ServiceProvider services;
    readonly List<SshHost> hosts = [];
    int last;

    SshRig(string folder, string connection, SshOptions options)
    {
        (Folder, Connection) = (folder, connection);
        var collection = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new SecretKeyOptions(Path.Combine(folder, "keys"), []));
        collection.AddDbContextFactory<BotOpsDb>(db => BotOpsDb.Configure(db, connection));
        services = collection.AddSecrets().AddSingleton<HostKeys>().AddHostTransports(options).BuildServiceProvider();
    }

    public string Folder { get; }
    public string Connection { get; }
    public IHostTransport Transport => services.GetServices<IHostTransport>().Single(t => t.Name == "ssh");
    public string Key => $"file:{Path.Combine(Folder, "key")}";

    public static async Task<SshRig> Create(Func<SshOptions, SshOptions>? change = null)
    {
        Skip.IfNot(File.Exists("/usr/sbin/sshd"), Missing);
        var folder = Path.Combine(Path.GetTempPath(), $"botops-ssh-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        NewKey(folder, "key");
        var known = Path.Combine(folder, "known_hosts");
        await File.WriteAllTextAsync(known, "# of this test\n");
        var options = new SshOptions { User = Environment.UserName, Key = $"file:{Path.Combine(folder, "key")}", KnownHosts = known };
        return new SshRig(folder, await Database.Create(), change?.Invoke(options) ?? options);
    }

    /// <param name="known">Its key is in known_hosts.</param>
    /// <param name="off">How far its clock is off, <c>-7h</c>; null: it is right.</param>
    public async Task<SshHost> Host(bool known = true, string? off = null, params string[] wrapper)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"host-{Interlocked.Increment(ref last)}")).FullName;
        var settings = off is null ? [] : SkewedClock.Of(folder, off);
        var host = await SshHost.Start(folder, Directory.GetFiles(Folder, "*.pub").Select(File.ReadAllText), settings: settings, wrapper: wrapper);
        lock (hosts) hosts.Add(host);
        if (known) await Know(host.Known());
        return host;
    }

    public Task Know(string line)
    {
        lock (hosts) File.AppendAllText(Path.Combine(Folder, "known_hosts"), line);
        return Task.CompletedTask;
    }

    public HostFolder On(SshHost host, SshAccess? access = null) => new(Transport, host.Host(access ?? new SshAccess()));

    /// <summary>Why a host cannot be reached.</summary>
    public async Task<string> Problem(SshHost host, SshAccess? access = null) =>
        (await Assert.ThrowsAsync<HostUnreachable>(() => Transport.Run(host.Host(access ?? new SshAccess()), HostVerbs.Status(HostFolder.Service), _ => ValueTask.CompletedTask, default))).Message;

    public async Task Reaches(SshHost host, SshAccess? access = null) =>
        Assert.True((await Transport.Run(host.Host(access ?? new SshAccess()), HostVerbs.Status(HostFolder.Service), _ => ValueTask.CompletedTask, default)).Ok);

    /// <summary>A new pair; returns the reference to its private half.</summary>
    public static string NewKey(string folder, string name, string type = "ed25519", string passphrase = "", params string[] more)
    {
        Programs.Run("ssh-keygen", folder, ["-q", "-t", type, "-N", passphrase, "-f", name, .. more]);
        return $"file:{Path.Combine(folder, name)}";
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        foreach (var host in hosts) await host.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
