using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>Services on a host with a real systemd, over a real sshd.</summary>
public class SystemdTests
{
    const string Unit = "botops-order-svc.service";

    [SkippableFact]
    public async Task Systemd_starts_the_service_again_after_a_crash_and_a_reboot_and_not_when_it_was_stopped()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var rig = await SshRig.Create();
        await using var machine = await SystemdMachine.Boot(rig.Folder);
        var sshd = await rig.Host(wrapper: machine.Enter);
        await using var host = rig.On(sshd);
        host.Run = host.Run with
        {
            Supervisor = RunSettings.Auto,
            Environment = new Dictionary<string, string> { ["PASSWORD"] = "s3cr%t $HOME \"x\"" },
            Start = ["bash", "-c", "trap 'exit 1' TERM; echo \"$PASSWORD\" >password; busybox httpd -f -p {address}:{port} & wait $!; exit 7"],
        };

        await host.Deploy(41, 1, "one");
        Assert.Equal(("active", "enabled"), (machine.Systemctl("is-active", Unit), machine.Systemctl("is-enabled", Unit)));
        var first = await Status(host);
        Assert.Equal(first.Pid, machine.Systemctl("show", "--value", "-p", "MainPID", Unit));
        Assert.Equal("s3cr%t $HOME \"x\"\n", await File.ReadAllTextAsync(host.In("current/password")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.In(".botops/service")));
        Assert.DoesNotContain("s3cr", machine.Systemctl("cat", Unit), StringComparison.Ordinal);

        machine.Systemctl("kill", "-s", "KILL", Unit);
        await Eventually.True(async () => await Status(host) is { Running: "yes" } again && again.Pid != first.Pid, "it runs again");

        await sshd.Down();
        await machine.Reset();
        await sshd.Up();
        await Eventually.True(async () => await Status(host) is { Healthy: "yes" }, "it runs after the reboot");
        Assert.Equal("one", await host.Get("/version"));

        await host.Deploy(42, 2, "two"); // its end by SIGTERM looks like a failure, and nobody starts 41 again
        Assert.Equal(("two", "42"), (await host.Get("/version"), (await Status(host)).Release));
        await host.Done(HostVerbs.Stop(Service, 42, 2, host.Run));
        Assert.Equal(("inactive", ""), (machine.Systemctl("is-active", Unit), machine.Systemctl("list-unit-files", "--no-legend", Unit)));

        host.Run = host.Run with { Start = ["sh", "-c", "echo no database; exit 3"] };
        Assert.Equal("the process of release 42 ended with code 3 right after its start", (await host.Ask(HostVerbs.Start(Service, 42, 2, host.Run, host.Host.Address))).Reason);
        Assert.Equal("inactive", machine.Systemctl("is-active", Unit));
    }

    [SkippableFact]
    public async Task Without_systemd_only_who_insists_on_it_is_refused()
    {
        Skip.If(Directory.Exists("/run/systemd/system"), "systemd runs on this machine");
        await using var host = new HostFolder();
        host.Run = HealthTests.Shell("exec sleep 600") with { Supervisor = RunSettings.Systemd };
        await host.Unpack(41, 1);

        Assert.Equal($"systemd does not run on this host, or {Environment.UserName} may not give it services",
            (await host.Ask(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address))).Reason);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run with { Supervisor = RunSettings.Auto }, host.Host.Address));
    }

    static async Task<(string? Pid, string? Running, string? Release, string? Healthy)> Status(HostFolder host)
    {
        var values = (await host.Ask(HostVerbs.Status(Service, host.Run, host.Host.Address))).Values;
        return (values.GetValueOrDefault("pid"), values.GetValueOrDefault("running"), values.GetValueOrDefault("runs"), values.GetValueOrDefault("healthy"));
    }
}
