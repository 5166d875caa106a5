using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Processes;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>Builds and hosts that go wrong by themselves.</summary>
[Collection(SurvivalCollection.Name)]
public class TroubleTests(SharedBotOps shared)
{
    const int Flood = 1_000_000;

    [SkippableFact]
    public async Task Builds_that_hang_flood_or_die_by_a_signal_end_with_the_reason()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        var seconds = ChildrenBench.Unique();
        await Builds("hangs", $"sleep {seconds} & (setsid sleep {seconds} &) ; sleep {seconds}", TimeSpan.FromSeconds(5));
        await Builds("dies", "kill -SEGV $$", TimeSpan.FromMinutes(1));
        await Builds("floods", $"seq 1 {Flood}; mkdir out; cp VERSION out/", TimeSpan.FromMinutes(5));
        await using var worker = await botops.StartWorker();

        var (hangs, dies, floods) = (await person.Deploy("/deploy hangs"), await person.Deploy("/deploy dies"), await person.Deploy("/deploy floods"));

        Assert.Equal("bash was ended by SIGSEGV.", (await botops.Becomes(dies, ReleaseState.BuildFailed)).Reason);
        Assert.Equal(Texts.BuildTookTooLong(TimeSpan.FromSeconds(5)), (await botops.Becomes(hangs, ReleaseState.BuildFailed)).Reason);
        Assert.Equal(0, ChildrenBench.CountWith(seconds));
        await botops.Becomes(floods, ReleaseState.Succeeded);
        var lines = (await botops.BuildLog(floods)).Select(l => l.Text).Where(text => text.Length > 0 && text.All(char.IsAsciiDigit)).ToList();
        Assert.Equal((Flood, "1", $"{Flood}"), (lines.Count, lines[0], lines[^1]));
        foreach (var release in new[] { hangs, dies, floods }) await botops.ToldOnce(release);

        Task<SmallProject> Builds(string name, string script, TimeSpan limit) => SmallProject.Add(botops, name, change: (_, usual) => usual with
        {
            Build = SmallProject.Building(script) with { TimeLimit = limit },
        });
    }

    [SkippableFact]
    public async Task An_artifact_that_was_damaged_in_the_store_does_not_reach_a_host()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        var project = await SmallProject.Add(botops, "damaged", hosts: 2);
        await using var worker = await botops.StartWorker();
        await botops.Becomes(await person.Deploy("/deploy damaged"), ReleaseState.Succeeded);
        project.Commit("2");
        project.Hold($"health-{project.Hosts[0].Address}");

        var release = await person.Deploy("/deploy damaged --serial --on-fail stop");
        await botops.HostIs(release, project.Hosts[0].Name, HostRunState.Verifying);
        await Damage(botops, release);
        project.Open($"health-{project.Hosts[0].Address}");

        var failed = await botops.Becomes(release, ReleaseState.Failed);
        Assert.Contains("damaged-2 failed at Transferring", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("is damaged; it has to be built again", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["2", "1"], await project.Answers());
        await botops.ToldOnce(release);
    }

    [SkippableFact]
    public async Task A_process_that_dies_while_its_health_is_checked_fails_the_host_with_the_reason()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        var project = await SmallProject.Add(botops, "mortal");
        var gate = $"health-{project.Hosts[0].Address}";
        await using var worker = await botops.StartWorker();
        project.Hold(gate);
        var release = await person.Deploy("/deploy mortal --on-fail stop");
        await project.Reached(gate);

        Core.Processes.Signals.Send(-int.Parse(File.ReadAllText(Path.Combine(project.Hosts[0].Root, "mortal", ".botops", "app.pid")).Split(' ')[0]), BotOpsProcess.Kill);
        project.Open(gate);

        var failed = await botops.Becomes(release, ReleaseState.Failed);
        Assert.Contains($"mortal-1 failed at Verifying: the process of release {release} has ended", failed.Reason, StringComparison.Ordinal);
        await botops.ToldOnce(release);
        var again = await person.Deploy("/deploy mortal"); // and the next one heals the host
        await botops.Becomes(again, ReleaseState.Succeeded);
        Assert.Equal(["1"], await project.Answers());
    }

    /// <summary>Turns one bit of the stored artifact.</summary>
    static async Task Damage(RunningBotOps botops, long release)
    {
        var sha256 = await botops.Read(db => db.Builds.Where(b => db.Releases.Any(r => r.Id == release && r.BuildId == b.Id)).Select(b => b.ArtifactSha256).SingleAsync());
        await using var file = new FileStream(Directory.GetFiles(botops.Artifacts, $"{sha256}.*", SearchOption.AllDirectories).Single(), FileMode.Open);
        file.Position = file.Length / 2;
        var one = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(one ^ 1));
    }
}
