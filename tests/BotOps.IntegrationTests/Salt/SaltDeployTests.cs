using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Artifacts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Salt;

/// <summary>Verbs of the host script through salt-api and the real execution module.</summary>
public class SaltDeployTests
{
    [SkippableFact]
    public async Task A_host_is_deployed_and_the_script_is_put_there_once()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var rig = await SaltRig.Create();
        await using var folder = rig.Host(new SaltAccess { Minion = "web.example.org" });

        await folder.Deploy(41, 1, "one");
        Assert.Equal("one", await folder.Get("/version"));
        var putThen = await rig.Api.Jobs("botops.put");
        await folder.Deploy(42, 2, "two");

        Assert.Equal("two", await folder.Get("/version"));
        Assert.Contains("release 42 is healthy", folder.Lines);
        Assert.Equal(2, putThen); // the script and the first archive
        Assert.Equal(3, await rig.Api.Jobs("botops.put"));
        Assert.Equal(1, await rig.Api.Logins());
        var refused = await folder.Ask(HostVerbs.Stop(Service, 41, 1, folder.Run));
        Assert.Equal((HostAnswer.FenceRefused, "release 42 has taken over this host (fence 2, this call has 1)"), (refused.Code, refused.Reason));
    }

    [SkippableFact]
    public async Task A_verb_that_outlasts_jobs_runs_once_though_returns_are_lost_and_the_token_ends()
    {
        await using var rig = await SaltRig.Create();
        await using var folder = rig.Host();
        var health = await StartWaiting(folder);
        var before = await rig.Api.Jobs("botops.call");

        var asked = folder.Ask(health);
        await Eventually.True(() => File.Exists(folder.In("asked")), "the health command runs");
        await rig.Api.ForgetTokens();
        await rig.Api.Let("order-01", new { loses = 1 });
        await Eventually.True(async () => await rig.Api.Jobs("botops.call") >= before + 3, "other jobs follow the verb");
        await File.WriteAllTextAsync(folder.In("go"), "");

        Assert.Equal((0, ""), ((await asked).Code, (await asked).Reason));
        Assert.Equal("once\n", await File.ReadAllTextAsync(folder.In("asked")));
        Assert.Single(folder.Lines, "release 41 is healthy");
        Assert.Equal(2, await rig.Api.Logins());
    }

    [SkippableFact]
    public async Task Lines_are_heard_while_a_host_pulls()
    {
        await using var rig = await SaltRig.Create();
        await using var folder = rig.Host();
        await using var server = await PullServer.Start();
        var archive = await server.Keep(await PullTests.Random(4 << 20));
        server.Breaks.Enqueue((1 << 20, () => PullTests.Arrived(folder, archive)));
        var heard = false;
        server.Breaks.Enqueue((1 << 20, async () =>
        {
            await Eventually.True(() => folder.Heard("going on from byte "), "the first break is told while the second is to come");
            heard = true;
        }
        ));

        await folder.Done(HostVerbs.Pull(Service, 41, 1, archive.Sha256, archive.Length, (await server.Link(archive.Sha256)).Address));

        Assert.True(heard);
        Assert.Equal(2, folder.Lines.Count(line => line.StartsWith("going on from byte ", StringComparison.Ordinal)));
        Assert.Single(folder.Lines, $"the archive is pulled ({archive.Length} bytes)");
    }

    [SkippableFact]
    public async Task Cancelling_ends_the_verbs_processes_on_the_host()
    {
        await using var rig = await SaltRig.Create();
        await using var folder = rig.Host();
        var health = await StartWaiting(folder);
        using var cancel = new CancellationTokenSource();

        var asked = folder.Ask(health, cancel.Token);
        await Eventually.True(() => File.Exists(folder.In("pid")) && File.ReadAllText(folder.In("pid")).Length > 0, "the health command runs");
        var pid = int.Parse(await File.ReadAllTextAsync(folder.In("pid")));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.True(() => !Lives(pid), "the health command is gone");
    }

    [SkippableFact]
    public async Task Another_user_runs_the_verbs_and_a_large_file_is_refused()
    {
        Skip.IfNot(Environment.UserName == "root", "only root may become another user");
        await using var rig = await SaltRig.Create();
        await using var folder = rig.Host(new SaltAccess { User = "nobody" });
        File.SetUnixFileMode(folder.Folder, (UnixFileMode)0b111_111_111);

        await folder.Unpack(41, 1);
        Assert.Equal("nobody", (await folder.Ask(HostVerbs.Preflight(Service, 0, 0, folder.Run, "127.0.0.1", 0))).Ok ? Owner(folder.In("releases/41")) : "");

        var large = new HostFile(new string('0', 64), 2 << 20, _ => throw new InvalidOperationException("It is not opened."));
        var refused = await Assert.ThrowsAsync<HostUnreachable>(() => rig.Transport.Put(folder.Host, "file", large, default));
        Assert.Equal("order-01: cannot put file there: Salt carries no file of 2097152 bytes", refused.Message);
    }

    static string Owner(string path) => Sources.Programs.Run("stat", "/", "-c", "%U", path);

    /// <summary>A service runs there whose health check waits for a file; returns the question for its health.</summary>
    static async Task<HostCall> StartWaiting(HostFolder folder)
    {
        folder.Run = new RunSettings
        {
            Start = ["sleep", "1000"],
            Health = new HealthCheck { Kind = "command", Command = ["bash", "-c", "echo $$ >../../pid; echo once >>../../asked; until [ -e ../../go ]; do sleep 0.05; done"], Limit = TimeSpan.FromMinutes(1) },
        };
        var archive = await folder.Unpack(41, 1);
        await folder.Done(HostVerbs.Start(Service, 41, 1, folder.Run, folder.Host.Address));
        return HostVerbs.Health(Service, 41, 1, folder.Run, folder.Host.Address, archive.Sha256);
    }
}
