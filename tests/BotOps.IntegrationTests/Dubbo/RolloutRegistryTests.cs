using BotOps.Core.Dubbo;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Dubbo;

/// <summary>When a rollout asks hosts to leave dubbo's registry and to return, with hosts that do as they are told.</summary>
public class RolloutRegistryTests
{
    const string Refusal = "QoS 127.0.0.1:22222 refuses offline: offline :permission deny";

    [SkippableFact]
    public async Task A_host_that_refuses_to_leave_is_not_stopped_and_returns()
    {
        await using var rig = await Registered();
        rig.Hosts.Instead = (host, verb) => Told((host, verb) is ("order-1", "offline"));
        var id = await Rolling(rig, "--serial --on-fail stop");

        await rig.RollOut(id);

        Assert.Contains($"order-1 failed at Draining: {Refusal}", (await rig.Release(id)).Reason, StringComparison.Ordinal);
        Assert.Equal(["offline", "online"], Of(rig, "order-1"));
        Assert.False(await rig.Db(db => db.Assignments.AnyAsync(a => a.LeftOut != null)));
    }

    [SkippableFact]
    public async Task One_that_fails_later_leaves_and_goes_back_even_if_it_refuses()
    {
        await using var rig = await Registered();
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) is ("order-1", "health") ? ObedientHosts.Fails("ls shows as not registered: a.b.C") : null);
        var id = await Rolling(rig, "--serial --on-fail rollback");
        await rig.RollOut(id);
        Assert.Equal(["offline", "stop", "activate", "start", "health", "offline"], Of(rig, "order-1"));

        rig.Hosts.Instead = (_, verb) => Told(verb == "offline");
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal(["offline", "stop", "activate", "start", "health"], Of(rig, "order-1").Skip(6));
    }

    [SkippableFact]
    public async Task A_host_taken_out_by_hand_leaves_and_one_brought_in_is_registered_before_it_counts()
    {
        await using var rig = await Registered();
        await rig.Type("/botops host order-2 out --reason disk", rig.Operator);
        Assert.Contains(rig.Jobs.Enqueued, job => job.StartsWith(nameof(RegistryJob), StringComparison.Ordinal));
        var host = await rig.Db(db => db.Assignments.SingleAsync(a => a.Host.Name == "order-2"));

        rig.Hosts.Instead = (_, verb) => Told(verb == "offline");
        await Move(rig, host);
        Assert.Contains($"order-2 of order-svc → production could not be taken out of dubbo's registry: {Refusal}. Once that is mended, type the same /botops host order-2 out again.", await Said(rig));
        rig.Hosts.Instead = (_, _) => Told(false);
        Assert.Contains("anew", (await rig.Type("/botops host order-2 out --reason disk", rig.Operator))!.Text, StringComparison.Ordinal);
        await Move(rig, host);
        Assert.Contains("order-2 of order-svc → production has left dubbo's registry; nobody calls it any more.", await Said(rig));

        HostsSay(rig, host.ReleaseId, online: false);
        Assert.Contains("is not healthy: QoS 127.0.0.1:22222 refuses offline", await ReleaseRig.Refused(rig.Type("/botops host order-2 in", rig.Operator)), StringComparison.Ordinal);
        HostsSay(rig, host.ReleaseId, online: true);
        Assert.Equal("order-2 is in again. 4 of 4 hosts are up.", (await rig.Type("/botops host order-2 in", rig.Operator))!.Text);
    }

    /// <summary>A project whose first version runs.</summary>
    static async Task<ReleaseRig> Registered()
    {
        var rig = await ReleaseRig.Create(realClock: true);
        await rig.Save(async db =>
        {
            (await db.Projects.SingleAsync()).Kind = ProjectKind.Dubbo;
            await ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Start = ["java"], Port = 20880, Dubbo = new DubboSettings() } });
        });
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        rig.Hosts.Calls.Clear();
        return rig;
    }

    static async Task<long> Rolling(ReleaseRig rig, string options)
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        await rig.EndBuild(id);
        rig.Hosts.Calls.Clear();
        return id;
    }

    static Task Move(ReleaseRig rig, Assignment host) =>
        rig.Use<RegistryJob>(job => job.Run(host.EnvironmentId, host.HostId, 1, $"{ReleaseRig.Channel}", default));

    static Task<List<string>> Said(ReleaseRig rig) => rig.Db(async db => (await db.Outbox.Where(m => m.Key.StartsWith("host/")).ToListAsync()).ConvertAll(m => m.Content!.Push));

    static IEnumerable<string> Of(ReleaseRig rig, string host) => rig.Hosts.Calls.Where(c => c.StartsWith($"{host} ", StringComparison.Ordinal)).Select(c => c.Split(' ')[1])
        .Where(verb => verb is not ("preflight" or "fetch" or "edited" or "prune" or "status"));

    static Task<HostAnswer?> Told(bool refuses) => Task.FromResult(refuses ? ObedientHosts.Fails(Refusal) : null);

    static void HostsSay(ReleaseRig rig, long? release, bool online) => rig.Hosts.Instead = (_, verb) => Task.FromResult(verb switch
    {
        "status" => new HostAnswer(0, "", new Dictionary<string, string> { ["release"] = $"{release}", ["running"] = "yes" }),
        "online" when !online => ObedientHosts.Fails(Refusal),
        _ => null,
    });
}
