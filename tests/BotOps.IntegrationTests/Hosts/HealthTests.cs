using System.Net;
using System.Net.Sockets;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>A transport that returns no error proves nothing: what start, health and preflight find out.</summary>
public class HealthTests
{
    [Fact]
    public async Task A_process_that_ends_at_once_fails_its_start()
    {
        await using var host = new HostFolder();
        host.Run = Shell("echo 'Unhandled exception: no database'; seq -f 'error %g' 100000; exit 3");
        await host.Unpack(41, 1);

        var answer = await host.Ask(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));

        Assert.Equal((1, "the process of release 41 ended with code 3 right after its start"), (answer.Code, answer.Reason));
        Assert.Equal("Unhandled exception: no database", answer.Values["appLog"]);
        Assert.DoesNotContain(host.Lines, line => line.Contains("Broken pipe", StringComparison.Ordinal)); // of a log that is not read to its end
    }

    [Fact]
    public async Task A_process_that_ends_while_it_is_checked_fails_its_health()
    {
        await using var host = new HostFolder();
        host.Run = Shell("until [ -e ../../end ]; do sleep 0.05; done; printf 'fatal: \\304\\343\\n'") with
        {
            Health = new HealthCheck { Kind = "command", Command = ["sh", "-c", "touch ../../end; sleep 1"] },
        };
        var archive = await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));

        var answer = await host.Ask(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));

        Assert.Equal((1, "the process of release 41 has ended"), (answer.Code, answer.Reason));
        Assert.Equal("fatal: 你", answer.Values["appLog"]); // printed as GB18030
    }

    [Fact]
    public async Task A_release_without_a_process_of_its_own_is_healthy()
    {
        await using var host = new HostFolder();
        host.Run = new RunSettings();
        var archive = await host.Unpack(41, 1);

        await host.Done(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));
    }

    /// <summary>The kernel's list of sockets is long there, and bash would read it from its beginning for each line.</summary>
    [SkippableFact]
    public async Task A_host_with_ten_thousand_connections_is_checked_in_time()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        await host.Deploy(41, 1, "one");
        using var sockets = new ManyConnections(IPAddress.Parse(host.Host.Address));
        await sockets.Open(10_000);

        var answer = await host.Done(HostVerbs.Preflight(Service, 42, 2, host.Run, host.Host.Address, 0) with { Limit = TimeSpan.FromSeconds(20) });

        Assert.StartsWith("release 41 (pid ", answer.Values["portOwner"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_status_says_how_it_is_with_one_attempt_and_changes_nothing()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        await host.Deploy(41, 1, "one");

        var well = HostNow.Of(await host.Done(HostVerbs.Status(Service, host.Run, host.Host.Address)));
        Assert.Equal((41, 41, true, "yes"), (well.Release, well.Process, well.Running, well.Healthy));
        Assert.InRange(well.RunsFor!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(2));

        var elsewhere = host.Run with { Health = new HealthCheck { Kind = "http", Path = "/nowhere" } };
        Assert.Equal("GET /nowhere gave 404", HostNow.Of(await host.Done(HostVerbs.Status(Service, elsewhere, host.Host.Address))).Healthy);
        await host.Done(HostVerbs.Stop(Service, 41, 2, host.Run));
        var stopped = HostNow.Of(await host.Done(HostVerbs.Status(Service, host.Run, host.Host.Address)));
        Assert.Equal((41, null, false, $"nothing listens on {host.Host.Address}:{host.Run.Port}"), (stopped.Release, stopped.Process, stopped.Running, stopped.Healthy));
    }

    [SkippableFact]
    public async Task A_path_that_is_not_there_is_not_healthy()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        var archive = await host.Deploy(41, 1, "one");
        host.Run = host.Run with { Health = new HealthCheck { Kind = "http", Path = "/nowhere", Limit = TimeSpan.FromSeconds(0.3) } };

        var answer = await host.Ask(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));

        Assert.Equal((1, "GET /nowhere gave 404"), (answer.Code, answer.Reason));
    }

    [SkippableFact]
    public async Task Without_curl_bash_asks_by_itself()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        await host.Deploy(41, 1, "one");

        var asked = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(CliWrap.Cli.Wrap("bash").WithArguments(
            ["-p", Path.Combine(host.Folder, Adapters.Hosts.HostScript.Path), "--ask-http", host.Host.Address, $"{host.Run.Port}", "/version", host.Host.Address]));

        Assert.Equal("200", asked.StandardOutput);
    }

    [Fact]
    public async Task A_stranger_on_the_port_fails_preflight_and_health()
    {
        await using var host = new HostFolder();
        using var stranger = new TcpListener(IPAddress.Parse(host.Host.Address), host.Run.Port);
        stranger.Start();

        var preflight = await host.Ask(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 1000));
        host.Run = Shell("exec sleep 600") with
        {
            Port = host.Run.Port,
            Health = new HealthCheck { Kind = "tcp", Limit = TimeSpan.FromSeconds(0.3) },
        };
        var archive = await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        var health = await host.Ask(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));

        Assert.Equal(1, preflight.Code);
        Assert.StartsWith($"port {host.Run.Port} is held by pid {Environment.ProcessId} (", preflight.Reason, StringComparison.Ordinal);
        Assert.Equal(1, health.Code);
        Assert.StartsWith($"port {host.Run.Port} is answered by pid {Environment.ProcessId} (", health.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_on_one_of_Tomcats_further_ports_fails_preflight()
    {
        await using var host = new HostFolder();
        host.Run = host.Run with { Tomcat = new TomcatSettings { AdminAddress = "{address}" } };
        using var stranger = new TcpListener(IPAddress.Parse(host.Host.Address), host.Run.Port + 1);
        stranger.Start();

        var preflight = await host.Ask(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 1000));
        Assert.Equal(1, preflight.Code);
        Assert.StartsWith($"port {host.Run.Port + 1} is held by pid {Environment.ProcessId} (", preflight.Reason, StringComparison.Ordinal);

        host.Run = host.Run with { Tomcat = new TomcatSettings { AdminAddress = "{address}", Templates = [new ManagedFile("conf/server.xml", "<Server port='-1' />")] } };
        await host.Done(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 1000));
    }

    [Fact]
    public async Task A_disk_that_is_too_small_fails_preflight()
    {
        await using var host = new HostFolder();

        var answer = await host.Ask(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, long.MaxValue / 100_000));

        Assert.Equal(1, answer.Code);
        Assert.Contains("two releases need", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_ignores_SIGTERM_is_killed_with_its_children_after_the_limit()
    {
        await using var host = new HostFolder();
        host.Run = Shell("trap '' TERM; sleep 600 & echo $! > ../../child; wait; wait") with { StopLimit = TimeSpan.FromSeconds(0.3) };
        await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        var child = int.Parse(await File.ReadAllTextAsync(host.In("child")));
        Assert.True(Lives(child));

        var answer = await host.Done(HostVerbs.Stop(Service, 42, 1, host.Run));

        Assert.Equal(("41", "yes"), (answer.Values["stopped"], answer.Values["forced"]));
        Assert.False(Lives(child));
    }

    [Fact]
    public async Task A_process_that_only_has_the_number_of_ours_is_not_stopped()
    {
        await using var host = new HostFolder();
        host.Run = Shell("exec sleep 600");
        await host.Unpack(41, 1);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        await host.Done(HostVerbs.Stop(Service, 41, 1, host.Run));
        using var other = System.Diagnostics.Process.Start("setsid", ["sleep", "600"]);
        var boot = (await File.ReadAllTextAsync("/proc/sys/kernel/random/boot_id")).Trim();
        await File.WriteAllTextAsync(host.In(".botops/app.pid"), $"{other.Id} 1 {boot} 41 41-start-token 0 1\n");

        await host.Done(HostVerbs.Stop(Service, 41, 1, host.Run));

        Assert.True(Lives(other.Id));
        other.Kill();
        await other.WaitForExitAsync();
    }

    internal static RunSettings Shell(string script) => new() { Start = ["sh", "-c", script] };
}
