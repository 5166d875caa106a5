using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;
using Xunit.Abstractions;

namespace BotOps.IntegrationTests.Balancing;

[Collection(RealHostsCollection.Name)]
public class DroppedRequestTests(SharedBotOps shared, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Eight_hosts_are_updated_and_rolled_back_behind_nginx_while_people_use_them_and_no_request_is_dropped()
    {
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-crowd");
        using var person = await botops.Person("ops");
        await using var worker = await botops.StartWorker();
        var project = await SmallProject.Add(botops, "crowd", hosts: 8, TakesPosts, front: nginx);
        await botops.Becomes(await person.Deploy("/deploy crowd"), ReleaseState.Succeeded);
        Assert.Equal(project.Hosts.Select(h => h.Name), nginx.Servers);
        var (before, cleared) = (nginx.Reloads, 0);

        await using var wrk = Wrk.Start(new Uri(nginx.Url, "/VERSION"), nginx.Folder, connections: 2);
        await using (var clients = new Clients(nginx.Url, count: 2))
        {
            await Answers(clients, "1");
            project.Commit("2");
            await botops.Becomes(await person.Deploy("/deploy crowd"), ReleaseState.Succeeded);
            await Answers(clients, "2");
            output.WriteLine($"Rollout: {nginx.Reloads - before} reloads. {clients}");
            Assert.Equal(["2", "2", "2", "2", "2", "2", "2", "2"], await project.Answers());
            Assert.Equal(project.Hosts.Select(h => h.Name), nginx.Servers);

            clients.Versions.Clear();
            cleared = nginx.Reloads;
            await botops.Becomes(await person.Deploy("/rollback crowd"), ReleaseState.Succeeded);
            await Answers(clients, "1");
            await Eventually.True(() => clients.Versions.GetValueOrDefault("1") > clients.Versions.GetValueOrDefault("2") / 50, "all answer with the old version");
            output.WriteLine($"Rollback: {nginx.Reloads - cleared} reloads. {clients}");
            Assert.Equal(["1", "1", "1", "1", "1", "1", "1", "1"], await project.Answers());
            Assert.True(clients.Errors.IsEmpty, string.Join('\n', clients.Errors.Take(10)) + $"\n{clients}");
        }
        var said = await wrk.End();
        output.WriteLine(said);
        Assert.False(Wrk.Failed(said), said);
        Assert.InRange(Wrk.Requests(said), 200, int.MaxValue);
        Assert.InRange(cleared - before, 4, 12); // two waves of four: never one for each host that leaves or returns
        Assert.Equal(project.Hosts.Select(h => h.Name), nginx.Servers);
    }

    static Task Answers(Clients clients, string version) =>
        Eventually.True(() => clients.Versions.GetValueOrDefault(version) > 20 || !clients.Errors.IsEmpty, $"{version} answers", BotOpsProcess.Limit);

    static Settings TakesPosts(SmallProject project, Settings usual) => usual with
    {
        Build = SmallProject.Building("""mkdir -p out/cgi-bin; cp VERSION out/; printf '#!/bin/sh\nhead -c "$CONTENT_LENGTH" >/dev/null\nprintf "Content-Type: text/plain\\r\\n\\r\\n"; cat ../VERSION\n' >out/cgi-bin/order; chmod +x out/cgi-bin/order"""),
    };
}
