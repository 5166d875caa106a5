using System.Diagnostics;
using System.Security.Cryptography;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>The steps of a rollout over real sshd.</summary>
public class SshDeployTests
{
    [SkippableFact]
    public async Task Eight_hosts_are_deployed_over_one_connection_each()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var rig = await SshRig.Create();
        var hosts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => rig.Host()));

        await Task.WhenAll(hosts.Select(async host =>
        {
            await using var folder = rig.On(host);
            await folder.Deploy(41, 1, "one");
            Assert.Equal("one", await folder.Get("/version"));
            await folder.Deploy(42, 2, "two");
            Assert.Equal("two", await folder.Get("/version"));
            Assert.Contains("release 42 is healthy", folder.Lines);
        }));

        Assert.All(hosts, host => Assert.Equal(1, host.Logins));
    }

    [SkippableFact]
    public async Task Calls_of_a_host_share_a_session_and_get_another_where_it_was_ended_while_it_waited()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await rig.Reaches(host); // its script is sent, which takes two more
        var before = host.SessionsBegun;

        for (var call = 0; call < 5; call++) await rig.Reaches(host);
        Assert.Equal(before, host.SessionsBegun);

        host.EndShells();
        await Eventually.True(() => host.Shells.Count == 0, "the shell has ended");
        await rig.Reaches(host);
        Assert.Equal(before + 1, host.SessionsBegun);

        var script = Directory.GetFiles(Path.Combine(host.Root, ".botops", "bin")).Single();
        File.Delete(script);
        await rig.Reaches(host);
        Assert.True(File.Exists(script));
    }

    [SkippableFact]
    public async Task A_file_that_is_there_is_not_sent_and_one_that_was_cut_off_is_gone_on_from()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await using var folder = rig.On(host);
        var file = new SlowFile(24 << 20, pauseAt: 8 << 20);

        var sending = rig.Transport.Put(folder.Host, "a/b/file.bin", file.File, default);
        await file.Paused;
        var part = Directory.GetFiles(Path.Combine(host.Root, "a", "b"), ".*.part", new EnumerationOptions { AttributesToSkip = 0 }).Single();
        await Eventually.True(() => new FileInfo(part).Length > 4 << 20, "a part has arrived");
        await host.Down();
        file.GoOn();
        await host.Up();
        await sending;

        Assert.Equal(file.File.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(host.Root, "a", "b", "file.bin")))));
        Assert.Equal(2, file.Opened);
        Assert.InRange(file.ReadLast, 1, 20 << 20);
        await rig.Transport.Put(folder.Host, "a/b/file.bin", file.File, default);
        Assert.Equal(2, file.Opened);
        Assert.Empty(Directory.GetFiles(Path.Combine(host.Root, "a", "b"), ".*.part", new EnumerationOptions { AttributesToSkip = 0 }));
    }

    [SkippableFact]
    public async Task A_part_that_is_not_what_it_should_be_is_sent_again_from_the_beginning()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await using var folder = rig.On(host);
        var file = new SlowFile(1 << 20);
        await File.WriteAllBytesAsync(Path.Combine(host.Root, $".file.bin.{file.File.Sha256[..12]}.part"), new byte[1000]);

        await rig.Transport.Put(folder.Host, "file.bin", file.File, default);

        Assert.Equal(file.File.Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(host.Root, "file.bin")))));
        Assert.Equal(1 << 20, file.ReadLast);
    }

    [SkippableFact]
    public async Task A_connection_that_breaks_while_a_verb_runs_is_made_anew_and_the_verb_goes_on()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await using var folder = rig.On(host);
        var health = await StartWaiting(folder);

        var asked = folder.Ask(health);
        await Eventually.True(() => File.Exists(folder.In("asked")), "the health command runs");
        var first = Followers(folder);
        await host.Down();
        await host.Up();
        await Eventually.True(() => Followers(folder).Except(first).Any(), "the call is there again and waits for the verb");
        await File.WriteAllTextAsync(folder.In("go"), "");

        Assert.Equal((0, ""), ((await asked).Code, (await asked).Reason));
        Assert.Equal("once\n", await File.ReadAllTextAsync(folder.In("asked")));
    }

    [SkippableFact]
    public async Task Cancelling_ends_the_verbs_processes_on_the_host()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await using var folder = rig.On(host);
        var health = await StartWaiting(folder);
        using var cancel = new CancellationTokenSource();

        var asked = folder.Ask(health, cancel.Token);
        await Eventually.True(() => File.Exists(folder.In("pid")), "the health command runs");
        var pid = int.Parse(await File.ReadAllTextAsync(folder.In("pid")));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.True(() => !Lives(pid), "the health command is gone");
    }

    [SkippableFact]
    public async Task A_host_that_hangs_is_given_up_in_time_and_used_again_when_it_wakes()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        await rig.Reaches(host);

        host.Freeze();
        var clock = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Transport.Run(host.Host(new SshAccess()), HostVerbs.Status(Service), _ => ValueTask.CompletedTask, patience.Token));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(8));
        Assert.Equal($"order-01: {host.Server} did not answer within 10 s", await rig.Problem(host));

        host.Thaw();
        await rig.Reaches(host);
    }

    /// <summary>A service runs there whose health check waits for a file; returns the question for its health.</summary>
    static async Task<HostCall> StartWaiting(HostFolder folder)
    {
        folder.Run = Waiting;
        var archive = await folder.Unpack(41, 1);
        await folder.Done(HostVerbs.Start(Service, 41, 1, folder.Run, folder.Host.Address));
        return HostVerbs.Health(Service, 41, 1, folder.Run, folder.Host.Address, archive.Sha256);
    }

    /// <summary>Processes that wait for the end of the health verb.</summary>
    static List<string> Followers(HostFolder folder) => [.. Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out _) && Holds(process, folder.In(".botops/runs/41-health.lock")))];

    static bool Holds(string process, string file)
    {
        try
        {
            return !File.ReadAllText($"{process}/cmdline").Contains("--work", StringComparison.Ordinal) && Directory.EnumerateFiles($"{process}/fd").Any(fd => new FileInfo(fd).LinkTarget == file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended
        }
    }

    /// <summary>Its health command says once that it runs, and waits for a file.</summary>
    static RunSettings Waiting => new()
    {
        Start = ["sleep", "1000"],
        Health = new HealthCheck { Kind = "command", Command = ["bash", "-c", "echo $$ >../../pid; echo once >>../../asked; until [ -e ../../go ]; do sleep 0.05; done"], Limit = TimeSpan.FromMinutes(1) },
    };
}
