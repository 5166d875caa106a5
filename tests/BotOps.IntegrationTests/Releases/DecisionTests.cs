using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Guided failure: a failed host stops the rollout before the next wave and asks.</summary>
public class DecisionTests
{
    [SkippableFact]
    public async Task A_failed_host_asks_before_the_next_wave_and_Leave_it_out_goes_on_without_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var id = await Asking(rig, "order-2");

        Assert.Equal(["Succeeded", "Failed", "Pending", "Pending"], await Runs(rig, id));
        var asks = await Question(rig, id);
        Assert.Contains("order-2 failed", asks.Title);
        Assert.Equal(["retry", "leave-out", "roll-back", "stop"], asks.Answers.Select(a => a.Button.Value.Split('/')[2]));
        Assert.All(asks.Answers, a => Assert.Equal(["operator"], a.Button.May!));

        await Answer(rig, id, Core.Releases.Answer.LeaveOut);
        await rig.RollOut(id);
        var release = await rig.Release(id);
        Assert.Equal((ReleaseState.SucceededWithFailures, "order-2 failed and stays out until repaired."), (release.State, release.Reason));
        Assert.Equal(["Succeeded", "Failed", "Succeeded", "Succeeded"], await Runs(rig, id));
        Assert.NotNull(await rig.Db(db => db.Assignments.Where(a => a.Host.Name == "order-2").Select(a => a.LeftOut).SingleAsync()));
    }

    [SkippableFact]
    public async Task Retry_brings_only_the_failed_host_again()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Asking(rig, "order-2");
        rig.Hosts.Calls.Clear();
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);

        await Answer(rig, id, Core.Releases.Answer.Retry);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Equal(["order-2", "order-3", "order-4"], rig.Hosts.Calls.Where(c => c.EndsWith(" activate", StringComparison.Ordinal)).Select(c => c.Split(' ')[0]));
    }

    [SkippableFact]
    public async Task Roll_back_takes_each_touched_host_to_what_it_ran_before_and_locks_until_a_person_unlocks()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var partial = await rig.Deployed("--hosts order-1"); // the hosts differ from here on
        rig.Commits.Head = LineOfCommits.Id(3);
        var id = await Asking(rig, "order-3");
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        rig.Hosts.Calls.Clear();

        await Answer(rig, id, Core.Releases.Answer.RollBack);
        Assert.Equal(ReleaseState.RollingBack, await rig.State(id));
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal(["order-3", "order-2", "order-1"], rig.Hosts.Calls.Where(c => c.EndsWith(" activate", StringComparison.Ordinal)).Select(c => c.Split(' ')[0]));
        Assert.Equal([partial.Id, first.Id, first.Id, first.Id], await Ran(rig));
        Assert.Equal(["RolledBack", "RolledBack", "RolledBack", "Skipped"], await Runs(rig, id));

        var build = (await rig.Release(id)).BuildId;
        Assert.NotNull(await rig.Db(db => db.Builds.Where(b => b.Id == build).Select(b => b.BadSince).SingleAsync()));
        var held = await rig.Db(db => db.Locks.SingleAsync());
        Assert.Equal((rig.Operator.Id, (DateTimeOffset?)null, (long?)id), (held.OwnerId, held.Until, held.ReleaseId));
        Assert.Contains((await rig.Card(id)).Buttons, b => b.Action == "sign-off");
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync()));
    }

    [SkippableFact]
    public async Task An_abort_while_it_asks_leaves_no_host_stopped()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var id = await Asking(rig, "order-2");
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);

        await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "enough", default));
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Aborted, await rig.State(id));
        Assert.Equal([id, first.Id, first.Id, first.Id], await Ran(rig));
        Assert.Empty(await rig.Db(db => db.Assignments.Where(a => a.LeftOut != null).ToListAsync()));
    }

    [SkippableFact]
    public async Task On_fail_answers_ahead_but_never_past_a_one_way_release()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        Fail(rig, "order-2");
        var ahead = await Rolling(rig, "--serial --on-fail rollback");
        await rig.RollOut(ahead);
        Assert.Equal(ReleaseState.RollingBack, await rig.State(ahead));
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        await rig.RollOut(ahead);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(ahead));
        await rig.Save(db => db.Locks.ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, rig.Clock.GetUtcNow())));

        rig.Commits.Head = LineOfCommits.Id(3);
        Fail(rig, "order-2");
        var oneWay = await Rolling(rig, "--serial --on-fail rollback --one-way \"drops a column\"");
        await rig.RollOut(oneWay);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(oneWay));
        Assert.Contains("drops a column", (await Question(rig, oneWay)).Answers.Single(a => a.Button.Value.EndsWith("roll-back", StringComparison.Ordinal)).Says);
    }

    [SkippableFact]
    public async Task Nobody_answers_it_is_asked_again_and_then_stops_here()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Asking(rig, "order-2");

        Assert.Empty((await rig.Card(id)).Warnings); // that order-2 is out is this release's own failure, which the card tells
        await rig.Use<AskAgain>(use => use.Handle(id, default)); // too early: nothing
        Assert.DoesNotContain(await rig.Said(id), line => line.Contains("still waits"));
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        await rig.Use<AskAgain>(use => use.Handle(id, default));
        await rig.Use<AskAgain>(use => use.Handle(id, default));
        Assert.Single(await rig.Said(id), line => line.Contains("still waits") && line.Contains("@operator"));

        rig.Clock.Advance(TimeSpan.FromMinutes(21));
        await rig.Use<AnswerQuestion>(use => use.Unanswered(id, default));
        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.Failed, release.State);
        Assert.Contains("nobody answered within 30 m", release.Reason);
    }

    [SkippableFact]
    public async Task The_second_answer_is_told_what_the_first_was_and_changes_nothing()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await Asking(rig, "order-2");
        await Answer(rig, id, Core.Releases.Answer.LeaveOut);

        var told = await ReleaseRig.Refused(rig.Use<AnswerQuestion>(use => use.Handle(id, 1, Core.Releases.Answer.Stop, rig.Operator.Id, default)));
        Assert.Contains("Leave it out and go on", told);
        Assert.Equal(ReleaseState.RollingOut, await rig.State(id));
        await ReleaseRig.Refused(rig.Use<AnswerQuestion>(use => use.Handle(id, null, Core.Releases.Answer.Retry, rig.Dev.Id, default)));
    }

    [SkippableFact]
    public async Task A_way_back_that_a_dead_worker_left_goes_on_where_the_rows_say()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var id = await Asking(rig, "order-3");
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        await Answer(rig, id, Core.Releases.Answer.RollBack);

        // the rows as a worker leaves them that is killed in the middle of order-3
        Assert.NotNull(await rig.New<Rollouts>().Begin(id, default));
        await rig.Save(async db =>
        {
            var run = await db.HostRuns.SingleAsync(r => r.ReleaseId == id && db.Hosts.Any(h => h.Id == r.HostId && h.Name == "order-3"));
            run.Enter(HostRunState.Transferring, rig.Clock.GetUtcNow());
            run.Enter(HostRunState.Draining, rig.Clock.GetUtcNow());
            run.Enter(HostRunState.Activating, rig.Clock.GetUtcNow());
        });
        await rig.Save(db => db.Claims.ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null)));

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal([first.Id, first.Id, first.Id, first.Id], await Ran(rig));
    }

    internal static async Task<long> Rolling(ReleaseRig rig, string options)
    {
        var id = (await rig.Deploy(options)).Id;
        await rig.Approve(id, rig.Lead);
        if (await rig.State(id) == ReleaseState.Building) await rig.EndBuild(id);
        return id;
    }

    internal static void Fail(ReleaseRig rig, string host) =>
        rig.Hosts.Instead = (name, verb) => Task.FromResult((name, verb) == (host, "health") ? ObedientHosts.Fails("503 from /health") : null);

    internal static async Task<long> Asking(ReleaseRig rig, string failing, string options = "--serial")
    {
        Fail(rig, failing);
        var id = await Rolling(rig, options);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(id));
        return id;
    }

    static Task Answer(ReleaseRig rig, long id, Answer answer) => rig.Use<AnswerQuestion>(use => use.Handle(id, null, answer, rig.Operator.Id, default));

    static async Task<Asking> Question(ReleaseRig rig, long id) =>
        Assert.IsType<Asking>(await rig.Use<TellRelease, Content?>(use => use.Tell($"release/{id}/question/1", default)));

    static Task<List<string>> Runs(ReleaseRig rig, long id) => rig.Db(async db =>
        (await db.HostRuns.Where(r => r.ReleaseId == id).OrderBy(r => r.HostId).ToListAsync()).ConvertAll(r => r.State.ToString()));

    internal static Task<List<long?>> Ran(ReleaseRig rig) => rig.Db(db =>
        db.Assignments.Where(a => a.EnvironmentId == rig.Production).OrderBy(a => a.HostId).Select(a => a.ReleaseId).ToListAsync());
}
