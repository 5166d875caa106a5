using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using BotOps.Adapters.Hosts;
using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Time.Testing;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Artifacts;

/// <summary>A host pulls an archive from the file store by a signed link, with curl, and with wget where there is no curl.</summary>
public class PullTests
{
    [SkippableFact]
    public async Task What_a_break_cut_off_is_gone_on_from_what_is_there_is_not_asked_for_and_the_link_is_told_to_nobody()
    {
        SkipWithout("curl");
        await using var server = await PullServer.Start();
        await using var host = new HostFolder();
        var archive = await server.Keep(await Random(8 << 20));
        var link = await server.Link(archive.Sha256);
        var (held, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.Breaks.Enqueue((3 << 20, async () =>
        {
            await Arrived(host, archive, 1 << 20);
            held.SetResult();
            await go.Task;
        }
        ));

        var pulling = host.Done(HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, link.Address));
        await held.Task.WaitAsync(Eventually.Limit);
        Assert.Contains(CommandLines(), line => line.Contains("curl", StringComparison.Ordinal) && line.Contains(archive.Sha256, StringComparison.Ordinal));
        Assert.DoesNotContain(CommandLines(), line => line.Contains(link.Signature, StringComparison.Ordinal));
        go.SetResult();
        await pulling;

        Assert.Equal(["", "bytes="], server.Asked.Select(range => range.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-')));
        Assert.True(long.Parse(server.Asked.Last()["bytes=".Length..^1]) >= 1 << 20, server.Asked.Last());
        Assert.Single(host.Lines, line => line.StartsWith("going on from byte ", StringComparison.Ordinal));
        await host.Done(HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, link.Address));
        Assert.Equal(2, server.Asked.Count);
        await host.Done(HostVerbs.Fetch(Service, 41, 1, archive.Sha256));
        Assert.DoesNotContain(link.Signature, string.Join('\n', host.Lines), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(host.In(".botops"), "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(link.Signature, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_damaged_part_is_pulled_again_from_the_beginning_and_a_damaged_artifact_is_refused()
    {
        SkipWithout("curl");
        await using var server = await PullServer.Start();
        await using var host = new HostFolder();
        var archive = await server.Keep(await Random(1 << 20));
        var part = Path.Combine(Directory.CreateDirectory(host.In("incoming")).FullName, $".{archive.Sha256}.tar.gz.{archive.Sha256[..12]}.part");
        await File.WriteAllBytesAsync(part, new byte[1000]);
        var pull = HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, (await server.Link(archive.Sha256)).Address);

        await host.Done(pull);
        Assert.Equal(["bytes=1000-", ""], server.Asked);
        Assert.Equal(archive.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(host.In($"incoming/{archive.Sha256}.tar.gz")))));
        Assert.False(File.Exists(part));

        File.Delete(host.In($"incoming/{archive.Sha256}.tar.gz"));
        string stored;
        await using (var content = server.Store.OpenUnverified(archive.Sha256)!) stored = content.Name;
        await using (var damage = File.OpenWrite(stored)) damage.Write(new byte[100]);
        var refused = await host.Ask(pull);
        Assert.Matches("^the archive was damaged on its way: its digest is [0-9a-f]{12}, not ", refused.Reason);
        Assert.Empty(Directory.GetFiles(host.In("incoming")));
    }

    [SkippableTheory]
    [InlineData("curl")]
    [InlineData("wget")]
    public async Task Each_tool_goes_on_is_told_why_it_is_refused_and_prints_no_link(string tool)
    {
        SkipWithout(tool);
        await using var server = await PullServer.Start();
        await using var host = new HostFolder();
        await host.Done(HostVerbs.Status(Service)); // puts the script there
        var archive = await server.Keep(await Random(2 << 20));
        var tools = ToolsWithout(tool == "curl" ? "wget" : "curl");
        try
        {
            var over = await server.Link(archive.Sha256, new FakeTimeProvider(DateTimeOffset.UtcNow.AddHours(-1)));
            var refused = await Run(host, tools, HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, over.Address));
            Assert.Contains("::botops value.http=403", refused, StringComparison.Ordinal);
            var absent = await Run(host, tools, HostVerbs.Pull(Service, 41, 1, new string('a', 64), 10, (await server.Link(new string('a', 64))).Address));
            Assert.Contains("::botops value.http=404", absent, StringComparison.Ordinal);

            var link = await server.Link(archive.Sha256);
            server.Breaks.Enqueue((1 << 20, () => Arrived(host, archive)));
            var pulled = await Run(host, tools, HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, link.Address));
            Assert.EndsWith("::botops code=0\n", pulled, StringComparison.Ordinal);
            Assert.Contains("going on from byte ", pulled, StringComparison.Ordinal);
            Assert.DoesNotContain(link.Signature, refused + absent + pulled, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    [SkippableFact]
    public async Task A_host_with_neither_tool_says_so_before_anything_drains()
    {
        await using var host = new HostFolder();
        await host.Done(HostVerbs.Status(Service));
        var tools = ToolsWithout("curl", "wget");
        try
        {
            Assert.Contains("neither%20curl%20nor%20wget%20is%20here", await Run(host, tools, HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 0, pulls: true)), StringComparison.Ordinal);
            Assert.EndsWith("::botops code=69\n", await Run(host, tools, HostVerbs.Pull(Service, 41, 1, new string('a', 64), 10, new Uri("http://127.0.0.1/a"))), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    [SkippableFact]
    public async Task Nobody_reads_an_artifact_without_its_own_link()
    {
        await using var server = await PullServer.Start();
        var (archive, other) = (await server.Keep(await Random(1000)), await server.Keep(await Random(1001)));
        var good = (await server.Link(archive.Sha256)).Address.AbsoluteUri;
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, await Status(http, good));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(http, good.Split('?')[0]));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(http, good.Replace(archive.Sha256, other.Sha256, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(http, good.Replace("expires=", "expires=9", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(http, good.Replace("key=0001", "key=0002", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(http, good[..^1] + (good[^1] == 'A' ? 'Q' : 'A')));
        Assert.Equal(HttpStatusCode.NotFound, await Status(http, (await server.Link(new string('b', 64))).Address.AbsoluteUri));
        Assert.Equal(HttpStatusCode.NotFound, await Status(http, (await server.Link("..%2f..%2fetc%2fpasswd")).Address.AbsoluteUri));
    }

    static async Task<HttpStatusCode> Status(HttpClient http, string address) => (await http.GetAsync(new Uri(address))).StatusCode;

    static void SkipWithout(string tool) => Skip.IfNot(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, tool))), $"{tool} is not installed (tests/run installs it)");

    /// <summary>So much of the archive lies on the host.</summary>
    internal static Task Arrived(HostFolder host, HostFile archive, long bytes = 1) => Eventually.True(
        () => new FileInfo(host.In($"incoming/.{archive.Sha256}.tar.gz.{archive.Sha256[..12]}.part")) is { Exists: true } part && part.Length >= bytes, "a part has arrived");

    internal static async Task<HostFile> Random(int bytes) =>
        await Archive(new PaxTarEntry(TarEntryType.RegularFile, "random") { DataStream = new MemoryStream(RandomNumberGenerator.GetBytes(bytes)) });

    static List<string> CommandLines() => [.. Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)).Select(CommandLine)];

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended
        }
    }

    /// <summary>A folder with every program of this machine but some.</summary>
    static string ToolsWithout(params string[] missing)
    {
        var folder = Directory.CreateTempSubdirectory("botops-tools-").FullName;
        foreach (var program in new[] { "/usr/bin", "/bin" }.SelectMany(Directory.EnumerateFiles).DistinctBy(Path.GetFileName).Where(p => !missing.Contains(Path.GetFileName(p))))
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(program)), program);
        return folder;
    }

    /// <summary>All that the host script prints, with these tools.</summary>
    static async Task<string> Run(HostFolder host, string tools, HostCall call)
    {
        using var script = Process.Start(new ProcessStartInfo("/bin/bash", ["-p", Path.Combine(host.Folder, HostScript.Path)])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["PATH"] = tools },
        })!;
        await script.StandardInput.WriteAsync(HostScript.Encode(call));
        script.StandardInput.Close();
        var said = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        return said;
    }
}
