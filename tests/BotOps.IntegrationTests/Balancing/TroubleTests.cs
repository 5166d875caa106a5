using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>When nginx says no, somebody else wrote the file, or the worker dies with a host on its way.</summary>
[Collection(RealHostsCollection.Name)]
public class TroubleTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task What_keeps_a_host_from_leaving_stops_the_rollout_with_the_reason_and_the_host_serves_on()
    {
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-stuck");
        using var person = await botops.Person("ops");
        await using var worker = await botops.StartWorker();
        var project = await SmallProject.Add(botops, "stuck", hosts: 3, front: nginx);
        await botops.Becomes(await person.Deploy("/deploy stuck"), ReleaseState.Succeeded);
        var file = await File.ReadAllTextAsync(nginx.Include);
        project.Commit("2");

        nginx.Break();
        var release = await person.Deploy("/deploy stuck --serial");
        var asked = await botops.Becomes(release, ReleaseState.AwaitingDecision);
        Assert.Contains("stuck-1 failed at Draining: the balancer could not be written: lb-stuck: nginx refuses its configuration, the old file is back: ", asked.Question!.Says);
        Assert.Contains("unknown directive \"nonsense\"", asked.Question.Says);
        Assert.Equal(file, await File.ReadAllTextAsync(nginx.Include));

        nginx.Mend();
        await File.AppendAllTextAsync(nginx.Include, "server 127.0.0.99:8080;\n");
        Assert.Null(await person.Answer(await person.Say($"/botops answer {release} retry")));
        asked = await Asked(botops, release, 2);
        Assert.Contains("was edited by hand since BotOps wrote it: undo that or move the file away, then try again (+server 127.0.0.99:8080;)", asked.Question!.Says);
        Assert.EndsWith("server 127.0.0.99:8080;\n", await File.ReadAllTextAsync(nginx.Include));
        Assert.Equal(["1", "1", "1"], await project.Answers());
        Assert.False(await botops.Read(db => db.Assignments.AnyAsync(a => a.Host.Name.StartsWith("stuck-") && a.LeftOut != null)));

        await File.WriteAllTextAsync(nginx.Include, file);
        Assert.Null(await person.Answer(await person.Say($"/botops answer {release} retry")));
        await botops.Becomes(release, ReleaseState.Succeeded);
        Assert.Equal(["2", "2", "2"], await project.Answers());
        Assert.Equal(["stuck-1", "stuck-2", "stuck-3"], nginx.Servers);
    }

    [SkippableFact]
    public async Task A_host_that_a_dead_worker_left_outside_is_put_back_by_the_next_one()
    {
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-widow");
        using var person = await botops.Person("ops");
        var project = await SmallProject.Add(botops, "widow", hosts: 3, front: nginx);
        await using var first = await botops.StartWorker();
        await botops.Becomes(await person.Deploy("/deploy widow"), ReleaseState.Succeeded);
        project.Commit("2");

        project.Hold($"health-{project.Hosts[0].Address}");
        var release = await person.Deploy("/deploy widow --serial");
        await botops.HostIs(release, "widow-1", HostRunState.Verifying);
        Assert.Equal(["widow-2", "widow-3"], nginx.Servers);
        await first.End(BotOpsProcess.Kill);
        var slow = await nginx.SlowRequest(); // keeps the next host at Draining
        project.Open($"health-{project.Hosts[0].Address}");
        await using var second = await botops.StartWorker();
        await Eventually.True(() => nginx.Servers is ["widow-1", "widow-3"], "the first is back and the second has left", BotOpsProcess.Limit);
        await botops.HostIs(release, "widow-2", HostRunState.Draining);
        await second.End(BotOpsProcess.Kill);

        var abort = await person.Say($"/botops abort {release} --reason enough");
        await using var third = await botops.StartWorker();
        await person.Answer(abort);
        slow.Dispose();
        await botops.Becomes(release, ReleaseState.Aborted);
        await Eventually.True(() => nginx.Servers is ["widow-1", "widow-2", "widow-3"], "the second is back on its old version", BotOpsProcess.Limit);
        Assert.Equal(["2", "1", "1"], await project.Answers());
    }

    [SkippableFact]
    public async Task A_host_taken_out_by_hand_leaves_the_balancer_and_one_brought_in_returns()
    {
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-hand");
        using var person = await botops.Person("ops");
        await using var worker = await botops.StartWorker();
        await SmallProject.Add(botops, "hand", hosts: 3, front: nginx);
        await botops.Becomes(await person.Deploy("/deploy hand"), ReleaseState.Succeeded);

        await person.Answer(await person.Say("/botops host hand-2 out --reason disk"));
        await Told("hand-2 of hand → production: Left the balancer on lb-hand; no request is under way any more.");
        Assert.Equal(["hand-1", "hand-3"], nginx.Servers);

        nginx.Break();
        await person.Answer(await person.Say("/botops host hand-2 in"));
        await Told("For hand-2 it is as it was before. Once that is mended, type the same /botops host hand-2 again.");
        Assert.Equal(["hand-1", "hand-3"], nginx.Servers);
        nginx.Mend();
        Assert.Contains("written anew", (await person.Answer(await person.Say("/botops host hand-2 in")))!.Text, StringComparison.Ordinal);
        await Told("hand-2 of hand → production: Returned to the balancer on lb-hand.");
        Assert.Equal(["hand-1", "hand-2", "hand-3"], nginx.Servers);

        Task Told(string what) => Eventually.True(() => botops.Read(async db =>
            (await db.Outbox.Where(m => m.Key.StartsWith("balancer/")).ToListAsync()).Exists(m => m.Content!.Push.Contains(what, StringComparison.Ordinal))), what, BotOpsProcess.Limit);
    }

    static async Task<Release> Asked(RunningBotOps botops, long release, int question) => await Eventually.Value(
        async () => await botops.Release(release) is { State: ReleaseState.AwaitingDecision } asks && asks.Question!.Number == question ? asks : null,
        $"#{release} asks once more", BotOpsProcess.Limit);
}
