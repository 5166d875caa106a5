using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Balancing;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Terminals;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>A service that runs already, behind nginx: adopted by the executable's verb, replaced by a release, and gone back to.</summary>
[Collection(RealHostsCollection.Name)]
public class AdoptTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task What_runs_is_shown_then_adopted_then_stopped_by_the_first_release_and_started_again_by_a_rollback()
    {
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-old");
        using var person = await botops.Person("ops");
        await using var worker = await botops.StartWorker();
        var folder = botops.Below("old-shop");
        using var leftovers = new Leftovers(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "VERSION"), "0");
        var project = await SmallProject.Add(botops, "old-shop", hosts: 2, front: nginx, adopt: _ => new Adoption
        {
            Folder = folder, Stop = ["bash", "-c", "kill $(cat pid-{address})"], Start = ["bash", "-c", "busybox httpd -f -p {address}:{port} -h . >/dev/null 2>&1 & echo $! >pid-{address}"],
        });
        foreach (var host in project.Hosts)
        {
            using var start = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", $"busybox httpd -f -p {host.Address}:{project.Port} -h . >/dev/null 2>&1 & echo $! >pid-{host.Address}"]) { WorkingDirectory = folder })!;
            await start.WaitForExitAsync();
        }
        await File.WriteAllTextAsync(nginx.Include, string.Concat(project.Hosts.Select(h => $"server {h.Address}:{project.Port};\n")));

        var shown = await Verb("adopt", "old-shop");
        Assert.Equal(2, shown.ExitCode); // it is asked again
        foreach (var host in project.Hosts) Assert.Contains($"pid {Pid(host.Address)}", shown.Output, StringComparison.Ordinal);
        Assert.Contains($"{nginx.Include}:2: server {project.Hosts[1].Address}:{project.Port};", shown.Output, StringComparison.Ordinal);
        Assert.Contains($"{nginx.Include} as it is now would be BotOps', which writes it anew", shown.Output, StringComparison.Ordinal);
        Assert.False(await botops.Read(db => db.Builds.AnyAsync(b => b.Id < 0)));
        Assert.All(project.Hosts, host => Assert.False(Directory.Exists(Path.Combine(host.Root, "old-shop")))); // nothing was made there

        var adopted = await Verb("adopt", "old-shop", "--yes");
        Assert.True(adopted.ExitCode == 0, adopted.Output + adopted.Errors);
        Assert.Equal(["0", "0"], await project.Answers());
        Assert.Contains("build:0", Text(await person.Answer(await person.Say("/botops hosts old-shop"))));
        await botops.Becomes(await person.Deploy("/deploy old-shop --serial"), ReleaseState.Succeeded);
        Assert.Equal(["1", "1"], await project.Answers());
        Assert.Equal(project.Hosts.Select(h => h.Name), nginx.Servers);

        await botops.Becomes(await person.Deploy("/rollback old-shop build:0 --reason slow"), ReleaseState.Succeeded);
        Assert.Equal(["0", "0"], await project.Answers());
        Assert.DoesNotContain("≠", Text(await person.Answer(await person.Say("/botops hosts old-shop"))));
        await person.Answer(await person.Say("/unlock old-shop"));
        project.Commit("2");
        await botops.Becomes(await person.Deploy("/deploy old-shop --serial"), ReleaseState.Succeeded);
        Assert.Equal(["2", "2"], await project.Answers());

        Task<VerbProcess> Verb(params string[] words) => VerbProcess.Run(new Dictionary<string, string>(), ["--data", botops.Folder, .. words]);
        string Pid(string address) => File.ReadAllText(Path.Combine(folder, $"pid-{address}")).Trim();
    }

    /// <summary>What a test that failed would leave running.</summary>
    sealed class Leftovers(string folder) : IDisposable
    {
        public void Dispose()
        {
            foreach (var pid in Directory.GetFiles(folder, "pid-*").Select(file => int.Parse(File.ReadAllText(file))).Where(pid => new FileInfo($"/proc/{pid}/cwd").LinkTarget == folder)) Core.Processes.Signals.Send(pid, BotOpsProcess.Kill);
        }
    }

    static string Text(Core.Chat.Reply? reply) => string.Join('\n', reply!.Lines!.Select(line => string.Concat(line.Select(s => s.Text))));
}
