using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>What a rollout does between its waves.</summary>
public class RolloutOptionTests
{
    [SkippableFact]
    public async Task A_pause_after_each_wave_waits_for_a_person_and_there_is_none_after_the_last()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--batch 2 --pause each");

        await rig.RollOut(id);
        Assert.Equal((ReleaseState.Paused, 2), (await rig.State(id), Updated(rig)));
        await rig.RollOut(id); // a job too many starts nothing
        Assert.Equal((ReleaseState.Paused, 2), (await rig.State(id), Updated(rig)));

        await rig.Use<ControlRollout>(use => use.Resume(id, rig.Dev.Id, default));
        await rig.RollOut(id);
        Assert.Equal((ReleaseState.Succeeded, 4), (await rig.State(id), Updated(rig)));
    }

    [SkippableFact]
    public async Task A_wave_is_watched_then_checked_again_and_a_host_that_fell_ill_stops_the_rest()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--batch 2 --wait 10m --on-fail stop");
        var checks = 0;
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) is ("order-2", "health") && Interlocked.Increment(ref checks) > 1 ? ObedientHosts.Fails("500 from /health") : null);

        var rollout = rig.RollOut(id);
        await Eventually.True(async () => (await rig.Release(id)).WatchUntil is not null, "the wave is watched");
        rig.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.False(rollout.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        await rollout.WaitAsync(Eventually.Limit);

        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.Failed, release.State);
        Assert.Contains("order-2", release.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("order-3 activate", rig.Hosts.Calls);
    }

    [SkippableFact]
    public async Task What_was_asked_for_is_built_although_the_branch_moved_and_the_thread_says_so_once()
    {
        await using var rig = await ReleaseRig.Create();
        var id = (await rig.Deploy()).Id;
        var asked = rig.Commits.Head;
        var watch = rig.New<WatchBranches>();

        await watch.Look(default);
        Assert.DoesNotContain(await rig.Said(id), line => line.Contains("moved", StringComparison.Ordinal));
        rig.Commits.Head = LineOfCommits.Id(2);
        await watch.Look(default);
        await watch.Look(default);
        await rig.Approve(id, rig.Lead);

        Assert.Equal($"master has moved to 0000000 “m2”. #{id} stays at 0000000, as it was asked for.", Assert.Single(await rig.Said(id), line => line.Contains("moved", StringComparison.Ordinal)));
        Assert.Equal(ReleaseState.Building, await rig.State(id));
        Assert.Equal(asked, await rig.Db(db => db.Builds.Select(b => b.Commit).SingleAsync()));
    }

    static int Updated(ReleaseRig rig) => rig.Hosts.Calls.Count(call => call.EndsWith(" activate", StringComparison.Ordinal));

    static async Task<long> Rolling(ReleaseRig rig, string options)
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        await rig.EndBuild(id);
        return id;
    }
}
