using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Hosts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A host comes back in only where it runs what the others run, and is healthy.</summary>
public class HostInTests
{
    [SkippableFact]
    public async Task A_host_that_runs_another_build_is_refused_with_the_line_that_deploys_to_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        await rig.Type("/botops host order-2 out --reason \"new disk\"", rig.Operator);
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        HostsSay(rig, release: 1);

        var error = await Assert.ThrowsAsync<UserError>(() => rig.Type("/botops host order-2 in", rig.Operator));
        Assert.Equal("order-2 runs build:1, not build:2. Deploy to it first: when that succeeds, it is in again. Nothing changed.", error.Message);
        Assert.Equal("/deploy order-svc build:2 to production --hosts order-2", error.TryInstead);
        Assert.DoesNotContain("order-2 health", rig.Hosts.Calls.TakeLast(1));

        await rig.Deployed("build:2 --hosts order-2");
        Assert.Null((await Assigned(rig)).LeftOut);
    }

    [SkippableFact]
    public async Task It_is_asked_for_its_health_and_then_serves_again()
    {
        await using var rig = await ReleaseRig.Create();
        var id = (await rig.Deployed()).Id;
        await rig.Type("/botops host order-2 out --reason \"new disk\"", rig.Operator);
        HostsSay(rig, id, health: ObedientHosts.Fails("500 from /health"));
        Assert.Equal("order-2 is not healthy: 500 from /health. It stays out.", await ReleaseRig.Refused(In(rig)));
        HostsSay(rig, release: 7);
        Assert.Contains("On order-2 release 7 is current, not #1", await ReleaseRig.Refused(In(rig)));
        rig.Hosts.Instead = (host, _) => throw new HostUnreachable(host, "no route");
        Assert.Equal("order-2: no route. It stays out.", await ReleaseRig.Refused(In(rig)));
        Assert.Equal("new disk (Operator)", (await Assigned(rig)).LeftOut);

        HostsSay(rig, id);
        Assert.Equal("order-2 is in again. 4 of 4 hosts are up.", (await rig.Type("/botops host order-2 in --reason \"it is in\"", rig.Operator))!.Text);
        var host = await Assigned(rig);
        Assert.Equal((null, null, null), (host.LeftOut, host.OutBy, host.OutAt));
        Assert.Equal("new disk (Operator) > in, it is in", await rig.Db(db => db.Audit.Where(a => a.Action == "host in").Select(a => $"{a.Before} > {a.After}, {a.Why}").SingleAsync()));
        Assert.Contains("order-2 of order-svc → production was brought back in by Operator: “it is in”. It is healthy; 4 of 4 hosts are up.", await Told(rig));
        Assert.Contains("is not out", await ReleaseRig.Refused(In(rig)));
    }

    [SkippableFact]
    public async Task A_host_that_a_release_left_out_comes_in_on_the_build_that_all_others_run()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) is ("order-2", "health") ? ObedientHosts.Fails("500") : null);
        var id = (await rig.Deploy("--max-fail 1")).Id;
        await rig.Approve(id, rig.Lead);
        await rig.EndBuild(id);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.SucceededWithFailures, await rig.State(id)); // build:1 is still the current one, and runs nowhere

        HostsSay(rig, id);
        await In(rig);
        Assert.Null((await Assigned(rig)).LeftOut);
    }

    [SkippableFact]
    public async Task A_rollout_that_has_the_host_before_it_is_waited_for()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        await rig.Type("/botops host order-2 out --reason \"new disk\"", rig.Operator);
        HostsSay(rig, first.Id);
        var id = (await rig.Deploy("--hosts order-2 --rebuild")).Id;
        await rig.Approve(id, rig.Lead);

        Assert.Contains($"#{id} has order-2 before it", await ReleaseRig.Refused(In(rig)));
    }

    [SkippableFact]
    public async Task On_a_real_host_a_process_that_has_ended_keeps_it_out()
    {
        Skip.IfNot(HostFolder.Busybox, HostFolder.BusyboxMissing);
        await using var rig = await ReleaseRig.Create();
        await using var folder = new HostFolder();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Core.Projects.Settings { Run = folder.Run with { Health = folder.Run.Health with { Limit = TimeSpan.FromSeconds(1) } } }));
        var release = await rig.Deployed();
        var archive = await folder.Deploy(release.Id, 1, "one");
        await rig.Save(async db =>
        {
            await db.Builds.ExecuteUpdateAsync(set => set.SetProperty(b => b.ArtifactSha256, archive.Sha256));
            await db.Hosts.Where(h => h.Name == "order-2").ExecuteUpdateAsync(set => set.SetProperty(h => h.Address, folder.Host.Address).SetProperty(h => h.Root, folder.Folder));
        });
        await rig.Type("/botops host order-2 out --reason \"new disk\"", rig.Operator);
        await folder.Done(HostVerbs.Stop(HostFolder.Service, release.Id, 1, folder.Run));
        Assert.Equal($"order-2 is not healthy: no process of release {release.Id} was started. It stays out.", await ReleaseRig.Refused(Ask(rig, folder)));

        await folder.Done(HostVerbs.Start(HostFolder.Service, release.Id, 2, folder.Run, folder.Host.Address));
        await Ask(rig, folder);
        Assert.Null((await Assigned(rig)).LeftOut);
    }

    static Task<Reply?> In(ReleaseRig rig) => rig.Type("/botops host order-2 in", rig.Operator);

    static Task Ask(ReleaseRig rig, HostFolder folder) => rig.Use<IServiceProvider>(services =>
        ActivatorUtilities.CreateInstance<BringHostIn>(services, new FitToServe(services.GetRequiredService<BotOpsDb>(), new AskHosts([folder.Transport], TimeProvider.System)))
            .Handle((HostInput)CommandParser.Parse("/botops host order-2 in"), rig.Operator, ReleaseRig.Channel, default));

    static void HostsSay(ReleaseRig rig, long release, HostAnswer? health = null) => rig.Hosts.Instead = (_, verb) => Task.FromResult(verb switch
    {
        "status" => new HostAnswer(0, "", new Dictionary<string, string> { ["release"] = $"{release}", ["running"] = "yes" }),
        "health" => health,
        _ => null,
    });

    static Task<Assignment> Assigned(ReleaseRig rig) => rig.Db(db => db.Assignments.SingleAsync(a => a.Host.Name == "order-2"));

    static Task<List<string>> Told(ReleaseRig rig) => rig.Db(async db => (await db.Outbox.Where(m => m.Key.StartsWith("host/")).ToListAsync()).ConvertAll(m => m.Content!.Push));
}
