using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Doctor;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>What a rollout asks of the balancer, with hosts that do as they are told.</summary>
public class RolloutBalancerTests
{
    readonly ConcurrentQueue<string> files = new();

    [SkippableFact]
    public async Task Twenty_hosts_that_leave_and_return_together_share_reloads_and_the_doctor_knows_the_file()
    {
        await using var rig = await Balanced(hosts: 21);
        var id = await Rolling(rig, "--batch 95%,100% --min-up 1");
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.InRange(files.Count, 4, 12); // two waves that leave and return
        Assert.All(files, file => Assert.InRange(Servers(file), 1, 21));
        Assert.Equal(21, Servers(files.Last()));

        Assert.Contains("ok   balancers 1 is as BotOps wrote it", (await DoctorTests.Examine(rig.Database, hosts: rig.Hosts)).Lines);
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-3").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "broken")));
        Assert.Contains((await DoctorTests.Examine(rig.Database, hosts: rig.Hosts)).Lines, line => line.StartsWith("FAIL balancers lb-01 (order-svc → production): /etc/nginx/order.conf has other servers than it should", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_last_server_does_not_leave_and_all_are_put_back()
    {
        await using var rig = await Balanced(hosts: 2);
        var id = await Rolling(rig, "--batch 100% --min-up 0 --on-fail stop");
        await rig.RollOut(id);

        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.Failed, release.State);
        Assert.Contains("no server would be left in the balancer: take smaller waves (--serial)", release.Reason);
        Assert.Equal(2, files.IsEmpty ? 2 : Servers(files.Last()));
        Assert.DoesNotContain(rig.Hosts.Calls.Reverse().TakeWhile(c => !c.EndsWith(" preflight", StringComparison.Ordinal)), call => call.EndsWith(" stop", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_host_that_fails_later_stays_out_and_one_on_its_way_back_returns()
    {
        await using var rig = await Balanced(hosts: 3, unhealthy: "order-2");
        var id = await Rolling(rig, "--serial --on-fail rollback");
        await rig.RollOut(id);
        Assert.Equal(["order-1", "order-3"], Names(files.Last()));

        rig.Hosts.Model = Answer("nobody");
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal(["order-1", "order-2", "order-3"], Names(files.Last()));
    }

    /// <summary>A project whose first version runs, with a balancer since.</summary>
    async Task<ReleaseRig> Balanced(int hosts, string unhealthy = "nobody")
    {
        var rig = await ReleaseRig.Create(realClock: true, hosts: hosts);
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Port = 8080 } }));
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Save(async db =>
        {
            db.Hosts.Add(new Host { Name = "lb-01", Address = "10.0.0.9", Root = "/srv" });
            (await db.Environments.SingleAsync(e => e.Id == rig.Production)).Balancer = new Balancer { Hosts = ["lb-01"], File = "/etc/nginx/order.conf" };
        });
        rig.Hosts.Model = Answer(unhealthy);
        return rig;
    }

    Func<Host, HostCall, Task<HostAnswer?>> Answer(string unhealthy) => (host, call) => Task.FromResult((host.Name, call.Verb) switch
    {
        ("lb-01", "balance") => Take(call),
        ("lb-01", "balanced") => new HostAnswer(0, "", new Dictionary<string, string>
        {
            ["state"] = "ours", ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(files.Last()))),
        }),
        (var name, "health") when name == unhealthy => ObedientHosts.Fails("500 from /health"),
        _ => null,
    });

    HostAnswer? Take(HostCall call)
    {
        files.Enqueue(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(call.Arguments["content"])));
        return null;
    }

    static IEnumerable<string> Names(string file) => file.Split('\n').Where(l => l.StartsWith("server ", StringComparison.Ordinal)).Select(l => l.Split("# ")[1]);
    static int Servers(string file) => Names(file).Count();

    static async Task<long> Rolling(ReleaseRig rig, string options)
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        if (await rig.State(id) == ReleaseState.Building) await rig.EndBuild(id);
        return id;
    }
}
