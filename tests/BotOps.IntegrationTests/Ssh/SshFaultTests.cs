using System.Globalization;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Hosts;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>Hosts that are not as they should be, over real sshd.</summary>
public class SshFaultTests
{
    [SkippableFact]
    public async Task A_clock_that_is_hours_off_changes_nothing()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        Skip.IfNot(SkewedClock.Available, SkewedClock.Missing);
        await using var rig = await SshRig.Create();
        await Task.WhenAll(new[] { -7, 7 }.Select(async hours =>
        {
            await using var host = rig.On(await rig.Host(off: $"{hours:+0;-0}h"));
            host.Run = host.Run with { Start = ["sh", "-c", "echo fatal: of the start before >&2; exec busybox httpd -f -p {address}:{port}"] };
            await host.Deploy(41, 1, "one");
            var began = (await File.ReadAllLinesAsync(host.In("shared/log/app.log")))[0].Split(' ')[^2];
            Assert.InRange(DateTime.Parse(began, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal) - DateTime.UtcNow, TimeSpan.FromHours(hours - 0.1), TimeSpan.FromHours(hours + 0.1));

            await host.Deploy(42, 2, "two");
            Assert.Equal("two", await host.Get("/version"));
            var status = HostNow.Of(await host.Done(HostVerbs.Status(Service, host.Run, host.Host.Address)));
            Assert.Equal((42, true, "yes"), (status.Release, status.Running, status.Healthy));
            Assert.InRange(status.RunsFor!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
            Assert.DoesNotContain(host.Lines, line => line.Contains("future", StringComparison.Ordinal));

            await host.Done(HostVerbs.Stop(Service, 42, 2, host.Run));
            host.Run = host.Run with { Start = ["sh", "-c", "echo Exception: no database; exit 3"] };
            var answer = await host.Ask(HostVerbs.Start(Service, 42, 2, host.Run, host.Host.Address));
            Assert.Equal("Exception: no database", answer.Values["appLog"]); // not the one of the start before
            await host.Done(HostVerbs.Prune(Service, 42, 2, 1, [41]));
            Assert.True(Directory.Exists(host.In("releases/41")));
        }));
    }

    [SkippableTheory]
    [InlineData("echo Using /opt/shop; echo Tomcat started.; echo; exit 0", "the start command of release 41 ended with code 0 and left nothing running", "Tomcat started.")]
    [InlineData("sleep 1000 & echo $! >../../left; echo Started.", "the start command of release 41 ended with code 0 and left pid {left} in the background: it has to stay in the foreground", "Started.")]
    [InlineData("echo Starting.; sleep 1", "the process of release 41 has ended", "Starting.")]
    public async Task A_start_command_that_ends_well_and_leaves_no_service_says_so_and_shows_what_it_printed(string script, string reason, string printed)
    {
        await using var rig = await SshRig.Create();
        await using var host = rig.On(await rig.Host());
        host.Run = new RunSettings { Start = ["sh", "-c", script] };
        var archive = await host.Unpack(41, 1);

        var answer = await host.Ask(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        if (answer.Ok) answer = await host.Ask(Verify(host, archive.Sha256));

        var left = File.Exists(host.In("left")) ? (await File.ReadAllTextAsync(host.In("left"))).Trim() : "";
        Assert.Equal((1, reason.Replace("{left}", left, StringComparison.Ordinal)), (answer.Code, answer.Reason));
        Assert.Equal(printed, answer.Values["appLog"]);
        Assert.Contains(printed, host.Lines);
    }

    static HostCall Verify(HostFolder host, string sha256) => HostVerbs.Health(Service, 41, 1,
        host.Run with { Health = new HealthCheck { Kind = "command", Command = ["sleep", "2"] } }, host.Host.Address, sha256);
}
