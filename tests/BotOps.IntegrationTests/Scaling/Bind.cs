using System.Diagnostics;
using System.Security.Cryptography;
using BotOps.Adapters.Dns;
using BotOps.Core.Dns;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>A real BIND with one zone that takes updates of one key.</summary>
sealed class Bind : IAsyncDisposable
{
    public const string Zone = "shop.internal", Missing = "bind9 is not installed (tests/run installs it)";
    static int servers;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botops-bind-");
    readonly int port = Ports.Free();
    readonly string secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    readonly int number = Interlocked.Increment(ref servers);
    Process? process;

    public static bool Available => File.Exists("/usr/sbin/named") && File.Exists("/usr/bin/nsupdate") && File.Exists("/usr/bin/dig");

    public static async Task<Bind> Start()
    {
        var bind = new Bind();
        var (config, zone) = (Path.Combine(bind.folder.FullName, "named.conf"), Path.Combine(bind.folder.FullName, "zone"));
        await File.WriteAllTextAsync(zone, $"$TTL 60\n@ IN SOA ns.{Zone}. admin.{Zone}. 1 3600 600 86400 60\n@ IN NS ns.{Zone}.\nns IN A 127.0.0.1\norder IN A 10.0.0.1\n");
        await File.WriteAllTextAsync(config,
            $$"""
              options {
                directory "{{bind.folder.FullName}}"; pid-file "named.pid"; session-keyfile "session.key"; lock-file none;
                listen-on port {{bind.port}} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no;
              };
              controls { };
              key "botops" { algorithm hmac-sha256; secret "{{bind.secret}}"; };
              zone "{{Zone}}" { type primary; file "{{zone}}"; allow-update { key botops; }; };
              """);
        bind.process = Process.Start(new ProcessStartInfo("/usr/sbin/named", ["-g", "-c", config]) { RedirectStandardError = true })!;
        bind.process.ErrorDataReceived += (_, _) => { };
        bind.process.BeginErrorReadLine();
        var server = bind.Server();
        await Eventually.True(async () =>
        {
            try
            {
                return await server.Find("ns", "A", default) is [_];
            }
            catch (Exception error) when (error is Core.Cloud.CloudUnreachable or Core.Cloud.CloudRefused) // it answers SERVFAIL until it has read the zone
            {
                return false;
            }
        }, "BIND answers", BotOpsProcess.Limit);
        return bind;
    }

    /// <param name="key">Another than the one that may.</param>
    public INameServer Server(string? key = null)
    {
        var name = $"BOTOPS_TEST_TSIG_{number}";
        Environment.SetEnvironmentVariable(name, secret);
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(new SecretReferences(null!, null!, Microsoft.Extensions.Logging.Abstractions.NullLogger<SecretReferences>.Instance))
            .AddDynamicDns(new DynamicDnsOptions { Name = "own", Zone = Zone, Server = "127.0.0.1", Port = port, Key = key ?? "botops", Secret = $"env:{name}" })
            .BuildServiceProvider().GetRequiredService<INameServer>();
    }

    /// <summary>As <c>order A 10.0.0.1</c>.</summary>
    public async Task<IEnumerable<string>> Shows(params string[] names)
    {
        var server = Server();
        List<string> shown = [];
        foreach (var name in names)
            foreach (var type in new[] { "A", "TXT" })
                shown.AddRange((await server.Find(name, type, default)).Select(r => $"{r.Name} {r.Type} {r.Value}"));
        return shown.Order();
    }

    public async Task Stop()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await Stop();
            process.Dispose();
        }
        folder.Delete(recursive: true);
    }
}
