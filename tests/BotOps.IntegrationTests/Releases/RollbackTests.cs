using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>/rollback, /restart and settings releases: what ran before, without a build.</summary>
public class RollbackTests
{
    [SkippableFact]
    public async Task An_operator_rolls_back_without_git_and_without_an_approval_and_an_approver_signs_off()
    {
        await using var rig = await ReleaseRig.Create();
        var good = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var bad = await rig.Deployed();
        rig.Commits.Broken = new InvalidOperationException("the git server is down");

        Assert.Null(await Rollback(rig, ""));
        var id = await Newest(rig);
        Assert.Equal((ReleaseState.RollingOut, good.BuildId), ((await rig.Release(id)).State, (await rig.Release(id)).BuildId));
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        var environment = await rig.Db(db => db.Environments.SingleAsync(e => e.Id == rig.Production));
        Assert.Equal(good.BuildId, environment.CurrentBuildId);
        Assert.NotNull((await rig.Db(db => db.Builds.SingleAsync(b => b.Id == bad.BuildId))).BadSince);
        Assert.Single(await rig.Db(db => db.Locks.Where(l => l.EndedAt == null).ToListAsync()));

        var own = rig.Use<SignOff>(use => use.Handle(id, rig.Operator.Id, default));
        await ReleaseRig.Refused(own);
        Assert.True((await rig.Card(id)).Asks);
        await rig.Use<SignOff>(use => use.Handle(id, rig.Lead.Id, default));
        Assert.False((await rig.Card(id)).Asks);
        await ReleaseRig.Refused(rig.Use<SignOff>(use => use.Handle(id, rig.OtherLead.Id, default)));
    }

    [SkippableFact]
    public async Task A_rollback_takes_the_hosts_over_from_a_running_rollout_only_after_a_confirm()
    {
        await using var rig = await ReleaseRig.Create();
        var good = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var running = await DecisionTests.Rolling(rig, "--serial --pause first");
        await rig.RollOut(running);
        Assert.Equal(ReleaseState.Paused, await rig.State(running));

        var asked = await Rollback(rig, "");
        Assert.Contains($"#{running} ends at once", asked!.Text);
        Assert.Equal(running, await Newest(rig));

        Assert.Null(await Rollback(rig, "--take-over"));
        var id = await Newest(rig);
        Assert.Equal((ReleaseState.Aborted, $"taken over by the rollback #{id}"), ((await rig.Release(running)).State, (await rig.Release(running)).Reason));
        rig.Hosts.Calls.Clear();
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Equal(["order-1"], rig.Hosts.Calls.Where(c => c.EndsWith(" activate", StringComparison.Ordinal)).Select(c => c.Split(' ')[0])); // the others were there
        Assert.Equal([id, good.Id, good.Id, good.Id], await DecisionTests.Ran(rig));
    }

    [SkippableFact]
    public async Task The_old_worker_of_a_release_that_was_taken_over_changes_nothing_any_more()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var running = await DecisionTests.Rolling(rig, "--serial");
        long id = 0;
        rig.Hosts.Instead = async (host, verb) =>
        {
            if (host == "order-1" && verb == "activate" && id == 0)
            {
                Assert.Null(await Rollback(rig, "--take-over"));
                id = await Newest(rig);
            }
            return null;
        };
        await rig.RollOut(running);
        Assert.Equal(ReleaseState.Aborted, await rig.State(running));
        Assert.Equal("Failed", await rig.Db(db => db.HostRuns.Where(r => r.ReleaseId == running && db.Hosts.Any(h => h.Id == r.HostId && h.Name == "order-1")).Select(r => r.State.ToString()).SingleAsync()));

        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Empty(await rig.Db(db => db.Assignments.Where(a => a.LeftOut != null).ToListAsync()));
    }

    [SkippableFact]
    public async Task A_host_that_is_away_keeps_no_other_from_going_back()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        rig.Hosts.Instead = (host, _) => host == "order-2" ? throw new Core.Hosts.HostUnreachable("order-2", "no route") : Task.FromResult<Core.Hosts.HostAnswer?>(null);

        await Rollback(rig, "");
        var id = await Newest(rig);
        await rig.RollOut(id);
        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.SucceededWithFailures, release.State);
        Assert.Contains("order-2", release.Reason);
    }

    [SkippableFact]
    public async Task Somebody_who_may_only_ask_waits_for_an_approval()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        await Rollback(rig, "", rig.OtherLead);
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(await Newest(rig)));
    }

    [SkippableFact]
    public async Task Nothing_to_go_back_to_is_said_with_what_there_is()
    {
        await using var rig = await ReleaseRig.Create();
        Assert.Contains("No build was current", await ReleaseRig.Refused(Rollback(rig, "")));
        var only = await rig.Deployed();
        Assert.Contains($"build:{only.BuildId}", await ReleaseRig.Refused(Rollback(rig, "")));
        await ReleaseRig.Refused(Rollback(rig, "build:999"));
    }

    [SkippableFact]
    public async Task A_restart_starts_on_each_host_what_runs_there()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var partial = await rig.Deployed("--hosts order-1");
        rig.Hosts.Calls.Clear();

        await rig.Use<RequestRestart>(use => use.Handle((RestartInput)CommandParser.Parse("/restart order-svc"), rig.Dev.Id, ReleaseRig.Channel, default));
        var id = await Newest(rig);
        await rig.Approve(id, rig.Lead);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Equal([partial.Id, first.Id, first.Id, first.Id], await DecisionTests.Ran(rig));
        Assert.DoesNotContain(rig.Hosts.Calls, c => c.EndsWith(" fetch", StringComparison.Ordinal));
        Assert.Equal(4, rig.Hosts.Calls.Count(c => c.EndsWith(" stop", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task Changed_settings_are_a_release_without_a_build_and_a_rollback_brings_both_back()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        await ReleaseRig.Refused(Settings(rig));
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { StopLimit = TimeSpan.FromSeconds(3) } }));

        await Settings(rig);
        var id = await Newest(rig);
        Assert.Contains((await rig.Card(id)).Facts, f => f.Lines.Any(l => string.Concat(l.Select(s => s.Text)).Contains("stopLimit")));
        await rig.Approve(id, rig.Lead);
        await rig.RollOut(id);
        var release = await rig.Release(id);
        Assert.Equal((ReleaseState.Succeeded, first.BuildId), (release.State, release.BuildId));
        Assert.All(await rig.Db(db => db.Assignments.Select(a => a.SettingsRevisionId).ToListAsync()), s => Assert.Equal(release.SettingsRevisionId, s));

        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        await Rollback(rig, "");
        var back = await Newest(rig);
        await rig.RollOut(back);
        Assert.Equal((first.BuildId, release.SettingsRevisionId), ((await rig.Release(back)).BuildId, (await rig.Release(back)).SettingsRevisionId));
    }

    [SkippableFact]
    public async Task An_ended_release_is_tried_again_as_a_new_one_of_the_same_commit()
    {
        await using var rig = await ReleaseRig.Create();
        var id = await DecisionTests.Asking(rig, "order-2");
        await ReleaseRig.Refused(Retry(rig, id));
        await rig.Use<AnswerQuestion>(use => use.Handle(id, null, Answer.LeaveOut, rig.Operator.Id, default));
        rig.Hosts.Instead = (_, _) => Task.FromResult<Core.Hosts.HostAnswer?>(null);
        await rig.RollOut(id);

        await Retry(rig, id);
        var again = await rig.Release(await Newest(rig));
        Assert.Equal((ReleaseState.AwaitingApproval, (long?)id), (again.State, again.RetryOf));
        Assert.Equal([["order-2"]], again.Plan.Waves);
    }

    [SkippableFact]
    public async Task An_approval_can_be_withdrawn_until_the_first_host_drains()
    {
        await using var rig = await ReleaseRig.Create();
        var building = (await rig.Deploy()).Id;
        await rig.Approve(building, rig.Lead);
        await ReleaseRig.Refused(Withdraw(rig, building, rig.OtherLead));
        await Withdraw(rig, building, rig.Lead);
        Assert.Equal(ReleaseState.Aborted, await rig.State(building));

        var paused = await DecisionTests.Rolling(rig, "--serial --pause first");
        await rig.RollOut(paused);
        await ReleaseRig.Refused(Withdraw(rig, paused, rig.Lead));
        var queued = (await rig.Deploy()).Id;
        await rig.Approve(queued, rig.Lead);
        await Withdraw(rig, queued, rig.Lead);
        Assert.Equal((ReleaseState.AwaitingApproval, 2), ((await rig.Release(queued)).State, (await rig.Release(queued)).Round));
    }

    static Task<Reply?> Rollback(ReleaseRig rig, string options, Person? by = null) => rig.Use<RequestRollback, Reply?>(use =>
        use.Handle((RollbackInput)CommandParser.Parse($"/rollback order-svc {options}".TrimEnd()), (by ?? rig.Operator).Id, ReleaseRig.Channel, default));

    static Task Settings(ReleaseRig rig) => rig.Use<RequestRestart>(use =>
        use.Handle((RestartInput)CommandParser.Parse("/botops settings order-svc"), rig.Dev.Id, ReleaseRig.Channel, default));

    static Task Retry(ReleaseRig rig, long id) => rig.Use<RetryRelease>(use => use.Handle(id, rig.Dev.Id, ReleaseRig.Channel, default));
    static Task Withdraw(ReleaseRig rig, long id, Person by) => rig.Use<WithdrawApproval>(use => use.Handle(id, by.Id, default));
    static Task<long> Newest(ReleaseRig rig) => rig.Db(db => db.Releases.MaxAsync(r => r.Id));
}
