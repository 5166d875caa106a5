using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class DrainTests
{
    const string Held = "Held: BotOps is being drained by Anna (“upgrade”).";

    [SkippableFact]
    public async Task Hosts_of_the_wave_that_runs_come_to_their_end_the_next_wave_waits_and_the_end_lets_it_go_on()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig);
        IReadOnlyList<string> underWay = [];
        var (both, drained) = (new CountdownEvent(2), new TaskCompletionSource());
        rig.Hosts.Instead = async (_, verb) =>
        {
            if (verb != "activate") return null;
            if (both.Signal())
            {
                await Begin(rig);
                underWay = await UnderWay(rig);
                drained.SetResult();
            }
            await drained.Task;
            return null;
        };
        await rig.RollOut(id);
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);

        Assert.Equal([$"#{id} order-svc → production: order-1, order-2"], underWay);
        Assert.Equal(["Succeeded", "Succeeded", "Pending", "Pending"], await Runs(rig, id));
        Assert.Equal(ReleaseState.RollingOut, await rig.State(id));
        Assert.Contains(Held, await CardText(rig, id));
        Assert.Empty(await UnderWay(rig));

        Assert.DoesNotContain($"RolloutJob {id}", await Reconciled(rig));
        await rig.RollOut(id); // a job that was enqueued before
        Assert.Equal(["Succeeded", "Succeeded", "Pending", "Pending"], await Runs(rig, id));
        Assert.Empty(await UnderWay(rig));

        Assert.NotNull(await End(rig));
        Assert.DoesNotContain("Held", await CardText(rig, id));
        Assert.Contains($"RolloutJob {id}", await Reconciled(rig));
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
    }

    [SkippableFact]
    public async Task Of_a_wave_that_goes_in_parts_the_next_part_waits()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig, "--batch 4 --min-up 3");
        rig.Hosts.Instead = async (host, verb) =>
        {
            if (host == "order-1" && verb == "activate") await Begin(rig);
            return null;
        };
        await rig.RollOut(id);
        Assert.Equal(["Succeeded", "Pending", "Pending", "Pending"], await Runs(rig, id));
    }

    [SkippableFact]
    public async Task The_last_host_being_done_the_release_ends_although_BotOps_is_drained()
    {
        await using var rig = await ReleaseRig.Create(hosts: 1);
        var id = await Rolling(rig);
        rig.Hosts.Instead = async (_, verb) =>
        {
            if (verb == "activate") await Begin(rig);
            return null;
        };
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
    }

    [SkippableFact]
    public async Task Nothing_in_line_starts_and_no_build_begins_until_the_end()
    {
        await using var rig = await ReleaseRig.Create();
        await Begin(rig);
        await rig.Type("/build order-svc master", rig.Dev);
        var build = await rig.Db(db => db.Builds.Select(b => b.Id).SingleAsync());
        rig.Commits.Head = LineOfCommits.Id(2);
        var id = await Rolling(rig);
        await rig.New<BuildJob>().Run(build, default);

        Assert.Empty(await Reconciled(rig));
        Assert.Equal(ReleaseState.Queued, await rig.State(id));
        Assert.Equal(BuildState.Queued, await rig.Db(db => db.Builds.Select(b => b.State).SingleAsync()));
        Assert.Contains(Held, await CardText(rig, id));
        Assert.DoesNotContain("Starts now.", await CardText(rig, id), StringComparison.Ordinal);

        await End(rig);
        Assert.Contains($"BuildJob {build}", await Reconciled(rig));
        Assert.Equal(ReleaseState.Building, await rig.State(id));
    }

    [SkippableFact]
    public async Task A_host_that_a_dead_worker_left_in_the_middle_is_brought_to_its_end_and_no_other_is_started()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig);
        Assert.NotNull(await rig.New<Rollouts>().Begin(id, default));
        await rig.Save(async db =>
        {
            var run = await db.HostRuns.SingleAsync(r => r.ReleaseId == id && db.Hosts.Any(h => h.Id == r.HostId && h.Name == "order-1"));
            for (var step = HostRunState.Transferring; step <= HostRunState.Activating; step++) run.Enter(step, rig.Clock.GetUtcNow());
            await db.Claims.ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null));
        });
        await Begin(rig);

        Assert.Equal([$"#{id} order-svc → production: order-1, waiting for a worker"], await UnderWay(rig));
        Assert.Contains($"RolloutJob {id}", await Reconciled(rig));
        await rig.RollOut(id);
        Assert.Equal(["Succeeded", "Pending", "Pending", "Pending"], await Runs(rig, id));
        Assert.Empty(await UnderWay(rig));
        Assert.DoesNotContain($"RolloutJob {id}", await Reconciled(rig));
    }

    [SkippableFact]
    public async Task An_abort_is_heard_while_it_is_held()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Rolling(rig);
        await Begin(rig);
        await rig.RollOut(id);
        await rig.Use<ControlRollout>(control => control.Abort(id, rig.Operator.Id, "not today", default));

        Assert.Contains($"RolloutJob {id}", await Reconciled(rig));
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Aborted, await rig.State(id));
        Assert.All(await Runs(rig, id), state => Assert.Equal("Skipped", state));
    }

    [SkippableFact]
    public async Task The_way_back_waits_too_and_no_rollback_takes_hosts_over()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(3);
        var id = await Rolling(rig, "--serial --on-fail rollback");
        rig.Hosts.Instead = (host, verb) => Task.FromResult(host == "order-2" && verb == "activate" ? ObedientHosts.Fails("no room") : null);
        await Begin(rig);
        Assert.Contains("is being drained by Anna", await ReleaseRig.Refused(rig.Type("/rollback order-svc --take-over", rig.Operator)));
        Assert.Equal((ReleaseState.RollingOut, id), (await rig.State(id), await rig.Db(db => db.Releases.MaxAsync(r => r.Id))));

        await End(rig);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.RollingBack, await rig.State(id));
        await Begin(rig);
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.RollingBack, await rig.State(id));
        Assert.Equal(["Pending", "Pending", "Pending", "Pending"], await Runs(rig, id));

        await End(rig);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
    }

    [SkippableFact]
    public async Task Who_drains_what_is_drained_changes_nothing_and_who_ends_what_is_not_is_told()
    {
        await using var rig = await ReleaseRig.Create();
        await Begin(rig);
        var again = await rig.Use<DrainBotOps, Drain>(use => use.Begin("Ben", null, null, default));
        var status = await rig.Type("/botops status", rig.Dev);
        await End(rig);

        Assert.Equal(("Anna", "upgrade"), (again.By, again.Reason));
        Assert.Contains("BotOps is being drained by Anna (“upgrade”)", string.Concat(status!.Lines![0].Select(s => s.Text)));
        Assert.Null(await End(rig));
        Assert.Equal(["drain upgrade", "end drain "], await rig.Db(db => db.Audit.Where(a => a.Subject == "botops").OrderBy(a => a.Id).Select(a => a.Action + " " + a.Why).ToListAsync()));
    }

    static Task<Drain> Begin(ReleaseRig rig) => rig.Use<DrainBotOps, Drain>(use => use.Begin("Anna", null, "upgrade", default));

    static Task<Drain?> End(ReleaseRig rig) => rig.Use<DrainBotOps, Drain?>(use => use.End(null, default));

    static Task<IReadOnlyList<string>> UnderWay(ReleaseRig rig) => rig.Use<WorkUnderWay, IReadOnlyList<string>>(work => work.Lines(default));

    static async Task<long> Rolling(ReleaseRig rig, string options = "")
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        if (await rig.State(id) == ReleaseState.Building) await rig.EndBuild(id);
        return id;
    }

    /// <summary>What one look of the reconciler enqueues; it has looked when it has ended a request that nobody decided.</summary>
    static async Task<List<string>> Reconciled(ReleaseRig rig)
    {
        var undecided = await rig.Deploy("--expires 1m");
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        rig.Jobs.Enqueued.Clear();
        using var reconciler = rig.New<Reconciler>();
        await reconciler.StartAsync(default);
        await Eventually.True(async () => await rig.State(undecided.Id) == ReleaseState.Expired, "the reconciler has looked");
        await reconciler.StopAsync(default);
        return [.. rig.Jobs.Enqueued];
    }

    static async Task<string> CardText(ReleaseRig rig, long id) => string.Join('\n', (await rig.Card(id)).Text.Select(line => string.Concat(line.Select(s => s.Text))));

    static Task<List<string>> Runs(ReleaseRig rig, long id) => rig.Db(async db =>
        (await db.HostRuns.Where(r => r.ReleaseId == id).OrderBy(r => r.HostId).ToListAsync()).ConvertAll(r => r.State.ToString()));
}
