using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Balancing;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Doctor;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
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
    public async Task Waves_that_leave_no_server_are_refused_when_they_are_asked_for_and_a_rollback_says_so_on_its_card()
    {
        await using var rig = await Balanced(hosts: 2);
        Assert.Equal("Wave 1 (order-1, order-2) would leave no server in the balancer. Take smaller waves (--serial, or --min-up 1).", await ReleaseRig.Refused(rig.Deploy("--batch 100% --min-up 0")));
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-2").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "broken")));
        Assert.Contains("Release to order-2 first (--hosts order-2)", await ReleaseRig.Refused(rig.Deploy("--min-up 0 --batch 100%")));

        await rig.Save(db => db.Assignments.ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, (string?)null)));
        var id = await Rolling(rig, "--serial");
        await rig.RollOut(id);
        await rig.Type("/rollback order-svc --min-up 0 --batch 100%", rig.Operator);
        var back = await rig.Release(id + 1);
        Assert.Contains("wave 1 of 1 takes the last server out of the balancer: requests get a 502 until it is back", back.Facts.Findings);
        await rig.RollOut(back.Id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(back.Id));
        Assert.Contains(files, file => file.Contains(" down;", StringComparison.Ordinal));
        Assert.Equal(2, Servers(files.Last()));
    }

    [SkippableFact]
    public async Task Hosts_tells_who_is_in_the_balancer_and_what_should_be_otherwise()
    {
        await using var rig = await Balanced(hosts: 3);
        await rig.RollOut(await Rolling(rig, "--serial"));
        Assert.All(await Lines("order"), line => Assert.Contains("  in the balancer", line));
        Assert.Equal(["lb-01  /etc/nginx/order.conf is as BotOps wrote it"], await Lines("lb"));

        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-3").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "broken")));
        files.Enqueue(files.Last().Replace("server 127.0.1.2:8080;", "server 127.0.1.2:8080 down;", StringComparison.Ordinal));
        Assert.DoesNotContain("should", (await Lines("order-1"))[0]);
        Assert.Contains("  not in the balancer  ", (await Lines("order-2"))[0]);
        Assert.Contains("≠ it serves and should be in the balancer", (await Lines("order-2"))[0]);
        Assert.Contains("≠ it should not be in the balancer", (await Lines("order-3"))[0]);
        Assert.StartsWith("lb-01  ≠ /etc/nginx/order.conf has other servers than it should", (await Lines("lb"))[0]);

        async Task<List<string>> Lines(string host) =>
            [.. (await rig.Type("/botops hosts order-svc", rig.Dev))!.Lines!.Select(line => string.Concat(line.Select(s => s.Text))).Where(line => line.StartsWith(host, StringComparison.Ordinal))];
    }

    [SkippableFact]
    public async Task What_was_to_be_written_when_a_worker_died_or_the_catalog_took_a_host_away_is_written_by_the_next()
    {
        await using var rig = await Balanced(hosts: 3);
        await rig.RollOut(await Rolling(rig, "--serial"));
        await rig.Type("/botops host order-2 out --reason disk", rig.Operator);
        var lost = await rig.Db(db => db.BalancerOrders.SingleAsync());
        Assert.Contains($"BalanceJob {lost.Id}", rig.Jobs.Enqueued);
        rig.Jobs.Enqueued.Clear(); // nobody runs it
        await rig.Save(db => db.BalancerOrders.ExecuteUpdateAsync(set => set.SetProperty(o => o.At, DateTimeOffset.UtcNow.AddMinutes(-1))));
        await rig.Save(async db =>
        {
            db.Assignments.Remove(await db.Assignments.SingleAsync(a => a.Host.Name == "order-3"));
            db.BalancerOrders.Add(new BalancerOrder { EnvironmentId = rig.Production, At = DateTimeOffset.UtcNow, LeaseUntil = DateTimeOffset.UtcNow.AddSeconds(-1) }); // as an apply does
        });

        using var reconciler = rig.New<Reconciler>();
        await reconciler.StartAsync(default);
        await Eventually.True(() => rig.Jobs.Enqueued.Count(job => job.StartsWith("BalanceJob ", StringComparison.Ordinal)) == 2, "both are enqueued anew");
        await reconciler.StopAsync(default);
        foreach (var order in await rig.Db(db => db.BalancerOrders.OrderBy(o => o.Id).Select(o => o.Id).ToListAsync())) await rig.Use<BalanceJob>(job => job.Run(order, default));
        await rig.Use<BalanceJob>(job => job.Run(lost.Id, default)); // once more is nothing

        Assert.Equal(["order-1"], Names(files.Last()));
        Assert.False(await rig.Db(db => db.BalancerOrders.AnyAsync()));
        var told = await rig.Db(db => db.Outbox.Where(m => m.Key.StartsWith("balancer/")).ToListAsync());
        Assert.Contains("order-2 of order-svc → production: Left the balancer on lb-01", Assert.Single(told).Content!.Push, StringComparison.Ordinal);
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
            ["state"] = "ours", ["content"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(files.Last())), ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(files.Last()))),
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
