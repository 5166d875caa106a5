using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Hosts;

public class ReadFleetTests
{
    [SkippableFact]
    public async Task What_the_hosts_run_their_fence_and_their_numbers_are_what_the_database_goes_on_from()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var second = await rig.Deployed();
        rig.Hosts.Instead = (host, verb) => (host, verb) switch
        {
            ("order-1", "status") => Runs(first.Id, first.BuildId!.Value, fence: 40),
            ("order-2", "status") => Runs(70, build: 99, fence: 50), // deployed after the backup
            ("order-3", "status") => throw new HostUnreachable("order-3", "no route"),
            (_, "status") => Runs(second.Id, second.BuildId!.Value, fence: 3),
            _ => Task.FromResult<HostAnswer?>(null),
        };
        Assert.Contains("First: botops drain", await ReleaseRig.Refused(Read(rig)));
        Assert.All(await Said(rig), runs => Assert.Equal(second.Id, runs));
        await rig.Use<DrainBotOps>(use => use.Begin("Anna", null, "restore", default));

        var read = await Read(rig);

        Assert.Equal((4, false), (read.Hosts, read.Known));
        Assert.Collection(read.Lines,
            line => Assert.Equal($"order-1: runs #{first.Id}, the database said #{second.Id}: corrected", line),
            line => Assert.Equal($"order-2: runs #70, which this database does not know; it says #{second.Id}. Deploy to it before anything else", line),
            line => Assert.Equal("order-3: no route", line));
        Assert.Equal([first.Id, second.Id, second.Id, second.Id], await Said(rig));
        Assert.Equal(first.BuildId, await rig.Db(db => db.Assignments.Where(a => a.Host.Name == "order-1").Select(a => a.BuildId).SingleAsync()));
        Assert.Equal(50, await rig.Db(db => db.Environments.Select(e => e.LastFence).SingleAsync()));
        Assert.Equal(71, (await rig.Deploy()).Id);
        Assert.Equal(1, await rig.Db(db => db.Audit.CountAsync(a => a.Action == "read fleet" && a.Subject == "host order-1 of order-svc production")));
    }

    [SkippableFact]
    public async Task A_fleet_that_is_as_the_database_says_changes_nothing()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deployed();
        var next = release.Id + 1;
        rig.Hosts.Instead = (_, verb) => verb == "status" ? Runs(release.Id, release.BuildId!.Value, fence: 1) : Task.FromResult<HostAnswer?>(null);
        var fence = await rig.Db(db => db.Environments.Select(e => e.LastFence).SingleAsync());
        await rig.Use<DrainBotOps>(use => use.Begin("Anna", null, "restore", default));

        var read = await Read(rig);

        Assert.Equal((4, 0, true), (read.Hosts, read.Lines.Count, read.Known));
        Assert.Equal(fence, await rig.Db(db => db.Environments.Select(e => e.LastFence).SingleAsync()));
        Assert.Equal(next, (await rig.Deploy()).Id);
    }

    static Task<FleetRead> Read(ReleaseRig rig) => rig.Use<ReadFleet, FleetRead>(use => use.Handle(null, default));

    static Task<List<long>> Said(ReleaseRig rig) => rig.Db(db => db.Assignments.OrderBy(a => a.Host.Name).Select(a => a.ReleaseId!.Value).ToListAsync());

    static Task<HostAnswer?> Runs(long release, long build, long fence) => Task.FromResult<HostAnswer?>(new HostAnswer(0, "", new Dictionary<string, string>
    {
        ["release"] = $"{release}", ["sha256"] = build.ToString("x64"), ["running"] = "yes", ["fence"] = $"{fence}",
    }));
}
