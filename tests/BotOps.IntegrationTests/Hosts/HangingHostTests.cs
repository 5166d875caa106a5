using System.Diagnostics;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>Whoever asks for a release does not wait for a host that hangs: three seconds, then that is the finding.</summary>
public class HangingHostTests
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(8); // three, and what a busy machine adds; it was eighteen

    [SkippableFact]
    public async Task A_host_whose_script_hangs_is_a_finding_after_three_seconds_and_its_script_is_ended()
    {
        await using var host = new HostFolder();
        await host.Done(HostVerbs.Preflight(HostFolder.Service, 1, 1, host.Run, host.Host.Address, 0));
        var pipe = host.In(".botops/app.pid");
        await Process.Start("mkfifo", pipe).WaitForExitAsync(); // the script reads it, and nobody writes
        var environment = new DeployEnvironment { Name = "production", Project = new Project { Name = HostFolder.Service, Repository = new Repository("git", "file:///r") } };

        var clock = Stopwatch.StartNew();
        var findings = await new AskHosts([host.Transport], TimeProvider.System).Findings(environment, host.Run, [new Assignment { Host = host.Host }], default);

        Assert.Equal(["order-01: no answer within 3 s"], findings);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(2.9), Soon);
        await Eventually.True(() => !Scripts(host).Any(), "the script that hung is gone");
        File.Delete(pipe);
    }

    [SkippableFact]
    public async Task The_card_comes_with_the_finding_and_the_hosts_that_did_answer()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        rig.Hosts.Instead = async (host, _) =>
        {
            if (host == "order-2") await new TaskCompletionSource<HostAnswer?>().Task; // not even cancelling ends it
            return null;
        };

        var clock = Stopwatch.StartNew();
        var release = await rig.Deploy();

        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(2.9), Soon);
        Assert.Equal(["order-2: no answer within 3 s"], release.Facts.Findings);
        Assert.Contains((await rig.Card(release.Id)).Facts, f => f.Lines.Any(l => l.Any(s => s.Text.Contains("order-2: no answer", StringComparison.Ordinal))));
    }

    static IEnumerable<int> Scripts(HostFolder host) => Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
        .Where(name => int.TryParse(name, out var pid) && HostFolder.Lives(pid) && Arguments(pid).Contains(host.Folder, StringComparison.Ordinal)).Select(n => int.Parse(n!));

    static string Arguments(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }
}
