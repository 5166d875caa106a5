using System.Diagnostics;
using System.Net;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class OutageTests
{
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    [SkippableFact]
    public async Task The_database_is_gone_for_ten_seconds_in_the_middle_of_a_build_and_of_a_rollout()
    {
        await using var cluster = await Database.OwnCluster();
        await cluster.CreateDatabase("botops", null, default);
        await using var botops = await RunningBotOps.Start(ownDatabase: cluster.ConnectionString("botops"));
        using var person = await botops.Person("developer");
        var building = await SmallProject.Add(botops, "building", change: (project, usual) => usual with
        {
            Build = SmallProject.Building($"seq 1 2000; {project.Gate("build")}; seq 2001 4000; mkdir out; cp VERSION out/"),
        });
        var rolling = await SmallProject.Add(botops, "rolling", hosts: 2);
        await using var worker = await botops.StartWorker();
        building.Hold("build");
        rolling.Hold($"health-{rolling.Hosts[0].Address}");
        var (build, rollout) = (await person.Deploy("/deploy building"), await person.Deploy("/deploy rolling --serial"));
        await building.Reached("build");
        await rolling.Reached($"health-{rolling.Hosts[0].Address}");

        await cluster.Stop(default);
        building.Open("build"); // what they do meanwhile is not lost
        rolling.Open($"health-{rolling.Hosts[0].Address}");
        var (refused, gone) = (0, Stopwatch.StartNew());
        while (gone.Elapsed < Outage)
        {
            var status = await person.TrySay(Guid.NewGuid(), "/deploy rolling");
            Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{status}\n{botops.Output}");
            refused++;
        }
        await cluster.Restart(default);

        await botops.Becomes(build, ReleaseState.Succeeded);
        await botops.Becomes(rollout, ReleaseState.Succeeded);
        await botops.ToldOnce(build);
        await botops.ToldOnce(rollout);
        Assert.Equal(Enumerable.Range(1, 4000).Select(n => $"{n}"), (await botops.BuildLog(build)).Select(l => l.Text).Where(text => int.TryParse(text, out _)));
        Assert.All(await building.Answers(), answer => Assert.Equal("1", answer));
        Assert.All(await rolling.Answers(), answer => Assert.Equal("1", answer));
        Assert.True(refused > 0);
        Assert.Equal("2", (await botops.Rows("select count(*) from botops.releases"))[0][0]);
        var again = await person.Deploy("/deploy rolling"); // it hears and works as before
        await botops.Becomes(again, ReleaseState.Succeeded);
    }
}
