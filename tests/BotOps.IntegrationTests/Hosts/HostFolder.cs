using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using BotOps.Adapters.Hosts;
using BotOps.Adapters.Hosts.Local;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>A host that is a temporary folder and an address of its own on loopback, with a project on it.</summary>
public sealed class HostFolder : IAsyncDisposable
{
    public const string Service = "order-svc";
    public const string BusyboxMissing = "busybox is not installed (tests/run installs it)";
    static int last = Environment.ProcessId % 200;

    public static LocalTransport ThisMachine() => new(TimeProvider.System, NullLogger<LocalTransport>.Instance);

    public HostFolder() : this(ThisMachine(), new Host { Name = "order-01", Address = FreeAddress(), Root = NewFolder() })
    {
    }

    /// <param name="host">Its root is a folder of this machine, however it is reached.</param>
    public HostFolder(IHostTransport transport, Host host)
    {
        (Transport, Host) = (transport, host);
        Directory.CreateDirectory(Folder);
        Run = new RunSettings
        {
            Port = Ports.Free(Host.Address),
            Start = ["busybox", "httpd", "-f", "-p", "{address}:{port}"],
            Health = new HealthCheck { Kind = "http", Path = "/health", Limit = TimeSpan.FromSeconds(30) },
        };
    }

    public string Folder => Host.Root;
    public Host Host { get; }
    public RunSettings Run { get; set; }
    public IHostTransport Transport { get; }
    public List<string> Lines { get; } = [];
    public static bool Busybox { get; } = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "busybox")));

    /// <summary>What <c>current</c> points to.</summary>
    public string? Current => new FileInfo(In("current")).LinkTarget;

    public string In(string path) => Path.Combine(Folder, Service, path);

    public async Task<HostAnswer> Ask(HostCall call, CancellationToken stopping = default) => await Transport.Run(Host, call, line =>
    {
        lock (Lines) Lines.Add(line);
        return ValueTask.CompletedTask;
    }, stopping);

    /// <summary>While a verb runs.</summary>
    public bool Heard(string beginning)
    {
        lock (Lines) return Lines.Exists(line => line.StartsWith(beginning, StringComparison.Ordinal));
    }

    public async Task<HostAnswer> Done(HostCall call)
    {
        var answer = await Ask(call);
        Assert.True(answer.Ok, $"{call.Verb}: {answer.Code} {answer.Reason}\n{string.Join('\n', Lines)}");
        return answer;
    }

    public async Task<HostFile> Send(string version) => await Send(await Archive(version));

    public async Task<HostFile> Send(HostFile archive)
    {
        await Transport.Put(Host, HostVerbs.Incoming(Service, archive.Sha256), archive, CancellationToken.None);
        return archive;
    }

    /// <summary>The steps of a rollout on one host.</summary>
    public async Task<HostFile> Deploy(long release, long fence, string version)
    {
        var archive = await Send(version);
        await Done(HostVerbs.Preflight(Service, release, fence, Run, Host.Address, archive.Length));
        await Done(HostVerbs.Fetch(Service, release, fence, archive.Sha256));
        await Done(HostVerbs.Stop(Service, release, fence, Run));
        await Done(HostVerbs.Activate(Service, release, fence, archive.Sha256));
        await Done(HostVerbs.Start(Service, release, fence, Run, Host.Address));
        await Done(HostVerbs.Health(Service, release, fence, Run, Host.Address, archive.Sha256));
        return archive;
    }

    /// <summary>Sends, unpacks and switches without starting anything.</summary>
    public async Task<HostFile> Unpack(long release, long fence)
    {
        var archive = await Send($"v{release}");
        await Done(HostVerbs.Fetch(Service, release, fence, archive.Sha256));
        await Done(HostVerbs.Activate(Service, release, fence, archive.Sha256));
        return archive;
    }

    public async Task<string> Get(string path)
    {
        using var http = new HttpClient();
        return (await http.GetStringAsync($"http://{Host.Address}:{Run.Port}{path}")).Trim();
    }

    public static Task<HostFile> Archive(string version) => Archive(
        new PaxTarEntry(TarEntryType.RegularFile, "health") { DataStream = new MemoryStream("ok"u8.ToArray()) },
        new PaxTarEntry(TarEntryType.RegularFile, "version") { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(version)) });

    public static async Task<HostFile> Archive(params TarEntry[] entries)
    {
        var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(gzip, leaveOpen: true))
            foreach (var entry in entries) await tar.WriteEntryAsync(entry);
        var content = bytes.ToArray();
        return new HostFile(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, _ => Task.FromResult<Stream>(new MemoryStream(content)));
    }

    /// <summary>A caller that is a process of its own, so that it can be killed.</summary>
    public Process Caller(HostCall call, bool again = false)
    {
        var caller = Process.Start(new ProcessStartInfo("bash", ["-p", Path.Combine(Folder, HostScript.Path)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        caller.StandardInput.Write(HostScript.Encode(call, again));
        caller.StandardInput.Close();
        return caller;
    }

    public static bool Lives(int pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(In(".botops")))
        {
            var status = await Ask(HostVerbs.Status(Service));
            await Ask(HostVerbs.Stop(Service, 1, long.Parse(status.Values["fence"]) + 1, Run with { StopLimit = TimeSpan.Zero }));
        }
        Directory.Delete(Folder, recursive: true);
    }

    public static string FreeAddress() => $"127.0.77.{Interlocked.Increment(ref last) % 250 + 1}";
    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"botops-host-{Guid.NewGuid():N}");
}
