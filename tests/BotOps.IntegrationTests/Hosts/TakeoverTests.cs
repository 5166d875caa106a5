using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>Callers die, are late, or give up. The verbs are held by a real health command that waits for a file.</summary>
public class TakeoverTests
{
    [Fact]
    public async Task A_lower_fence_is_refused_and_changes_nothing()
    {
        await using var host = new HostFolder();
        await host.Unpack(41, fence: 7);
        var archive = await host.Send("two");

        foreach (var call in new[] { HostVerbs.Fetch(Service, 42, 6, archive.Sha256), HostVerbs.Stop(Service, 41, 6, host.Run), HostVerbs.Prune(Service, 41, 6, 0, []) })
            Assert.Equal(HostAnswer.FenceRefused, (await host.Ask(call)).Code);

        Assert.Equal(["41"], Directory.GetDirectories(host.In("releases")).Select(Path.GetFileName));
        Assert.Equal("7", (await host.Done(HostVerbs.Status(Service))).Values["fence"]);
    }

    [Fact]
    public async Task A_verb_outlives_its_killed_caller_and_the_next_call_gets_its_answer()
    {
        await using var host = new HostFolder();
        var health = await Blocked(host, fence: 1);
        using var caller = host.Caller(health);
        await Eventually.True(() => File.Exists(host.In("asked")), "the health command runs");
        caller.Kill();
        await caller.WaitForExitAsync();

        var second = host.Ask(health with { Fence = 2 });
        await Eventually.True(() => Read(host.In(".botops/fence")) == "2 41\n", "the second call has arrived");
        await File.WriteAllTextAsync(host.In("go"), "");

        Assert.Equal((0, ""), ((await second).Code, (await second).Reason));
        Assert.Equal("once\n", Read(host.In("asked")));
        Assert.Contains("release 41 is healthy", host.Lines);
    }

    [Fact]
    public async Task What_a_dead_worker_left_does_not_act_once_another_release_has_taken_over()
    {
        await using var host = new HostFolder();
        var health = await Blocked(host, fence: 1);
        using var first = host.Caller(health);
        await Eventually.True(() => File.Exists(host.In("asked")), "the health command holds the host");
        using var leftover = host.Caller(HostVerbs.Stop(Service, 41, 1, host.Run));
        await Eventually.True(() => File.Exists(host.In(".botops/runs/41-stop.pgid")), "stop waits for the host");
        leftover.Kill();
        var running = await host.Done(HostVerbs.Status(Service));

        var next = host.Ask(HostVerbs.Preflight(Service, 42, 2, host.Run, host.Host.Address, 1000));
        await Eventually.True(() => Read(host.In(".botops/fence")) == "2 42\n", "the next release has arrived");
        await File.WriteAllTextAsync(host.In("go"), "");

        Assert.True((await next).Ok);
        await Eventually.True(() => File.Exists(host.In(".botops/runs/41-stop.result")), "stop has given up");
        Assert.Contains("code=70", Read(host.In(".botops/runs/41-stop.result")), StringComparison.Ordinal);
        Assert.True(Lives(int.Parse(running.Values["pid"])));
    }

    [Fact]
    public async Task A_question_without_a_claim_waits_for_no_verb_and_its_fence_does_not_count()
    {
        await using var host = new HostFolder();
        using var caller = host.Caller(await Blocked(host, fence: 1));
        await Eventually.True(() => File.Exists(host.In("asked")), "the health command holds the host");

        var answer = await host.Ask(HostVerbs.Preflight(Service, 0, 99, host.Run, host.Host.Address, 0));

        Assert.Equal((0, "41", "yes"), (answer.Code, answer.Values["release"], answer.Values["running"]));
        var status = await host.Done(HostVerbs.Status(Service));
        Assert.Equal(("1", "41-health"), (status.Values["fence"], status.Values["verb"]));
        await File.WriteAllTextAsync(host.In("go"), "");
        await caller.WaitForExitAsync();
    }

    [Fact]
    public async Task Cancelling_ends_a_hanging_health_command_with_all_its_processes()
    {
        await using var host = new HostFolder();
        host.Run = HealthTests.Shell("exec sleep 600") with
        {
            Health = new HealthCheck { Kind = "command", Command = ["sh", "-c", "trap '' TERM; sleep 601 & echo $$ $! > ../../hanging; wait; wait"], Limit = TimeSpan.FromMinutes(5) },
        };
        var archive = await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        using var giveUp = new CancellationTokenSource();
        var health = host.Ask(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256), giveUp.Token);
        await Eventually.True(() => Read(host.In("hanging")).EndsWith('\n'), "the health command hangs");
        var hanging = Read(host.In("hanging")).Split().Where(p => p != "").Select(int.Parse).ToList();
        var service = await host.Done(HostVerbs.Status(Service));
        Assert.Equal("41-health", service.Values["verb"]);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => health);
        Assert.All(hanging, pid => Assert.False(Lives(pid)));
        var after = await host.Done(HostVerbs.Status(Service));
        Assert.False(after.Values.ContainsKey("verb"));
        Assert.True(Lives(int.Parse(after.Values["pid"]))); // the service itself is not the verb's
    }

    [Fact]
    public async Task A_verb_that_outlasts_its_limit_is_cut_short_also_when_nobody_waits()
    {
        await using var host = new HostFolder();
        var health = await Blocked(host, fence: 1) with { Limit = TimeSpan.FromSeconds(1) };
        using var caller = host.Caller(health);
        await Eventually.True(() => File.Exists(host.In("asked")), "the health command runs");
        caller.Kill();

        await Eventually.True(() => File.Exists(host.In(".botops/runs/41-health.result")), "the verb is cut short");

        Assert.Contains("code=75", Read(host.In(".botops/runs/41-health.result")), StringComparison.Ordinal);
        Assert.False(Lives(int.Parse(Read(host.In("asker")))));
    }

    /// <summary>A running service, and a health call that notes that it was asked and waits for the file <c>go</c>.</summary>
    static async Task<HostCall> Blocked(HostFolder host, long fence)
    {
        host.Run = HealthTests.Shell("exec sleep 600") with
        {
            Health = new HealthCheck { Kind = "command", Command = ["sh", "-c", "echo $$ > ../../asker; echo once >> ../../asked; until [ -e ../../go ]; do sleep 0.05; done"] },
        };
        var archive = await host.Unpack(41, fence);
        await host.Done(HostVerbs.Start(Service, 41, fence, host.Run, host.Host.Address));
        return HostVerbs.Health(Service, 41, fence, host.Run, host.Host.Address, archive.Sha256);
    }

    static string Read(string file) => File.Exists(file) ? File.ReadAllText(file) : "";
}
