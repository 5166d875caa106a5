using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class RolloutTests
{
    [SkippableFact]
    public async Task A_worker_killed_after_the_last_host_of_a_wave_leaves_nothing_undone()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--batch 2");
        await Kill(rig, id, "order-2", HostRunState.Succeeded, alsoDone: "order-1");

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.DoesNotContain("order-1 activate", rig.Hosts.Calls);
    }

    [SkippableFact]
    public async Task A_host_that_a_dead_worker_left_stopped_is_brought_to_its_end_before_an_abort_counts()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--serial");
        await Kill(rig, id, "order-1", HostRunState.Activating);
        await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "enough", default));

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Aborted, await rig.State(id));
        Assert.Equal(["Succeeded", "Skipped", "Skipped", "Skipped"], await Runs(rig, id));
        Assert.Contains("order-1 activate", rig.Hosts.Calls);
    }

    [SkippableFact]
    public async Task An_abort_pressed_while_the_rollout_is_about_to_pause_is_not_lost()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--serial --pause first");
        rig.Hosts.Instead = async (host, verb) =>
        {
            if (host == "order-1" && verb == "prune") await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "enough", default));
            return null;
        };

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Aborted, await rig.State(id));
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_failed_host_ends_the_rollout_unless_some_may_fail()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) is ("order-1", "health") ? ObedientHosts.Fails("500 from /health") : null);

        var strict = await Rolling(rig, "--serial --on-fail stop");
        await rig.RollOut(strict);
        Assert.Equal(ReleaseState.Failed, await rig.State(strict));
        Assert.Equal(["Failed", "Skipped", "Skipped", "Skipped"], await Runs(rig, strict));

        var lenient = await Rolling(rig, "--serial --max-fail 1");
        await rig.RollOut(lenient);
        var release = await rig.Release(lenient);
        Assert.Equal((ReleaseState.SucceededWithFailures, "order-1 failed and stays out until repaired."), (release.State, release.Reason));
        Assert.Null(await rig.Db(db => db.Environments.Where(e => e.Id == rig.Production).Select(e => e.CurrentBuildId).SingleAsync()));
    }

    [SkippableFact]
    public async Task Hosts_that_are_out_need_no_room_and_the_others_keep_to_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-1").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "broken")));
        var id = await Rolling(rig, "--batch 100% --min-up 2");
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-2").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "broken since")));

        await rig.RollOut(id); // 2 of 4 up and 2 have to stay up: the broken ones go first and make room again
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        var started = rig.Hosts.Calls.Where(c => c.EndsWith(" activate", StringComparison.Ordinal)).Select(c => c.Split(' ')[0]).ToList();
        Assert.Equal(["order-1", "order-2"], started[..2].Order());
    }

    [SkippableFact]
    public async Task A_failed_preflight_touches_nothing_and_its_end_is_told()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "");
        rig.Hosts.Instead = (host, verb) => Task.FromResult((host, verb) is ("order-3", "preflight") ? ObedientHosts.Fails("the disk is full") : null);

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Failed, await rig.State(id));
        Assert.DoesNotContain(rig.Hosts.Calls, call => call.EndsWith(" stop", StringComparison.Ordinal));
        Assert.Contains(await rig.Said(id), line => line.Contains("order-3: the disk is full") && line.Contains("No host was touched"));
    }

    [SkippableFact]
    public async Task An_error_nobody_thought_of_fails_its_host_and_is_not_tried_for_ever()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--on-fail stop");
        rig.Hosts.Instead = (_, verb) => verb == "fetch" ? throw new InvalidDataException("odd") : Task.FromResult<HostAnswer?>(null);

        await rig.RollOut(id);
        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.Failed, release.State);
        Assert.Contains("failed at Transferring: odd", release.Reason);
    }

    static async Task<long> Rolling(ReleaseRig rig, string options)
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        if (await rig.State(id) == ReleaseState.Building) await rig.EndBuild(id);
        return id;
    }

    /// <summary>The rows as a worker leaves them that is killed with this host in this state.</summary>
    static async Task Kill(ReleaseRig rig, long id, string host, HostRunState state, string? alsoDone = null)
    {
        Assert.NotNull(await rig.New<Rollouts>().Begin(id, default));
        await rig.Save(async db =>
        {
            foreach (var name in new[] { alsoDone, host }.OfType<string>())
            {
                var run = await db.HostRuns.SingleAsync(r => r.ReleaseId == id && db.Hosts.Any(h => h.Id == r.HostId && h.Name == name));
                for (var step = HostRunState.Transferring; step <= HostRunState.Restoring && step <= state; step++) run.Enter(step, rig.Clock.GetUtcNow());
                if (state == HostRunState.Succeeded) run.Succeed(rig.Clock.GetUtcNow());
            }
        });
        await rig.Save(db => db.Claims.ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null)));
    }

    static Task<List<string>> Runs(ReleaseRig rig, long id) => rig.Db(async db =>
        (await db.HostRuns.Where(r => r.ReleaseId == id).OrderBy(r => r.HostId).ToListAsync()).ConvertAll(r => r.State.ToString()));
}
