using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>A whole BotOps whose hosts are reached by ssh; configuration, catalog, command, thread.</summary>
public class SshReleaseTests
{
    [SkippableFact]
    public async Task A_release_over_ssh_survives_its_worker_and_one_whose_host_is_a_stranger_touches_none()
    {
        Skip.IfNot(File.Exists("/usr/sbin/sshd"), SshRig.Missing);
        var keys = Directory.CreateTempSubdirectory("botops-ssh-");
        var key = SshRig.NewKey(keys.FullName, "key");
        await using var botops = await RunningBotOps.Start(variables: new Dictionary<string, string>
        {
            ["BOTOPS_BotOps__Ssh__Key"] = key, ["BOTOPS_BotOps__Ssh__User"] = Environment.UserName, ["BOTOPS_BotOps__Ssh__KnownHosts"] = Path.Combine(keys.FullName, "known_hosts"),
        });
        var hosts = new List<SshHost>();
        try
        {
            using var person = await botops.Person("ops");
            var project = await SmallProject.Add(botops, "far", hosts: 3, reach: host => host with { Transport = "ssh", Ssh = new SshAccess { Port = 2222 } });
            foreach (var host in project.Hosts)
            {
                var folder = keys.CreateSubdirectory(host.Name).FullName;
                hosts.Add(await SshHost.Start(folder, [await File.ReadAllTextAsync(Path.Combine(keys.FullName, "key.pub"))], host.Address, 2222, host.Root));
            }
            await File.WriteAllTextAsync(Path.Combine(keys.FullName, "known_hosts"), string.Concat(hosts.Take(2).Select(h => h.Known())));
            await using var killed = await botops.StartWorker();

            var refused = await person.Deploy("/deploy far --serial");
            var failed = await botops.Becomes(refused, ReleaseState.Failed);
            Assert.Contains($"far-3: its host key is not known: it shows {hosts[2].Fingerprint()}", failed.Reason, StringComparison.Ordinal);
            Assert.Equal(["", "", ""], await project.Answers());

            await File.AppendAllTextAsync(Path.Combine(keys.FullName, "known_hosts"), hosts[2].Known());
            project.Hold($"health-{project.Hosts[1].Address}");
            var release = await person.Deploy("/deploy far --serial");
            await project.Reached($"health-{project.Hosts[1].Address}");
            await killed.End(BotOpsProcess.Kill);
            await using var next = await botops.StartWorker();
            await Eventually.True(async () => await botops.WorkerOf(release) == next.Id, "it is taken over", BotOpsProcess.Limit);
            project.Open($"health-{project.Hosts[1].Address}");

            await botops.Becomes(release, ReleaseState.Succeeded);
            await botops.ToldOnce(release);
            Assert.Equal(["1", "1", "1"], await project.Answers());
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
            keys.Delete(recursive: true);
        }
    }
}
