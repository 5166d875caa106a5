using BotOps.Adapters.Hosts;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Kinds;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>Files behind a web server that is no process of ours: healthy is what it serves, not that it answers.</summary>
public class StaticKindTests
{
    [SkippableFact]
    public async Task The_web_server_has_to_hand_out_the_very_release()
    {
        await using var host = Host(TimeSpan.FromSeconds(30));
        var old = await host.Unpack(41, 1);
        await using var server = await StaticServer.Start(host, "current");
        await host.Done(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, old.Sha256));

        var now = await host.Unpack(42, 1);
        await host.Done(HostVerbs.Health(Service, 42, 1, host.Run, host.Host.Address, now.Sha256));
        Assert.Equal("yes", HostNow.Of(await host.Done(HostVerbs.Status(Service, host.Run, host.Host.Address))).Healthy);

        var asked = await CliWrap.Buffered.BufferedCommandExtensions.ExecuteBufferedAsync(CliWrap.Cli.Wrap("bash").WithArguments(
            ["-p", Path.Combine(host.Folder, HostScript.Path), "--ask-http", host.Host.Address, $"{host.Run.Port}", StaticKind.Proof, StaticServer.Name, "body"])); // where there is no curl
        Assert.Equal(now.Sha256, asked.StandardOutput.Trim());
    }

    [SkippableTheory]
    [InlineData("releases/41", "", "the web server serves another version: /.botops-sha256 is ")]
    [InlineData("current", @"location ~ /\. { deny all; }", "GET /.botops-sha256 does not give the release's digest: let the web server hand out that file, or set health.proof to none")]
    [InlineData("nowhere", "", "GET / gave 404")]
    public async Task One_that_serves_something_else_or_does_not_say_what_is_not_healthy(string root, string more, string why)
    {
        await using var host = Host(TimeSpan.FromSeconds(2));
        await host.Unpack(41, 1);
        var now = await host.Unpack(42, 1);
        await using var server = await StaticServer.Start(host, root, more);

        var answer = await host.Ask(HostVerbs.Health(Service, 42, 1, host.Run, host.Host.Address, now.Sha256));

        Assert.StartsWith(why, answer.Reason, StringComparison.Ordinal);
        var unproved = host.Run with { Health = host.Run.Health with { Proof = StaticKind.NoProof } };
        Assert.Equal(root != "nowhere", (await host.Ask(HostVerbs.Health(Service, 42, 1, unproved, host.Host.Address, now.Sha256))).Ok);
    }

    static HostFolder Host(TimeSpan limit)
    {
        Skip.IfNot(StaticServer.Available, StaticServer.Missing);
        var host = new HostFolder();
        host.Run = new RunSettings { Port = host.Run.Port, Health = StaticKind.UsualHealth with { Host = StaticServer.Name, Limit = limit } };
        return host;
    }
}
