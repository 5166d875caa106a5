using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Processes;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Hooks of a rollout: real programs, beside hosts that do as they are told.</summary>
public sealed class HookTests : IDisposable
{
    const string Says = "echo $BOTOPS_HOOK $BOTOPS_PROJECT $BOTOPS_ENVIRONMENT $BOTOPS_KIND $BOTOPS_DIRECTION $BOTOPS_WAVE/$BOTOPS_WAVES $BOTOPS_HOSTS ${#BOTOPS_COMMIT}";
    readonly string folder = Directory.CreateTempSubdirectory("botops-hooks-").FullName;

    public HookTests()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111); // hooks run as another user
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public async Task Each_is_run_once_at_its_moment_by_whatever_worker_and_knows_where_it_is()
    {
        Environment.SetEnvironmentVariable("HOOK_TEST_TOKEN", "very-secret");
        await using var rig = await Rig(new Hooks
        {
            BeforeRelease = Note(), AfterRelease = Note(), BeforeWave = Note(), AfterWave = ["sh", "-c", $"{Says} >>{Notes}; echo with $TOKEN"],
            Secrets = new Dictionary<string, string> { ["TOKEN"] = "env:HOOK_TEST_TOKEN" },
        });
        var id = await DecisionTests.Rolling(rig, "--halves --pause first");
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Paused, await rig.State(id));
        await rig.Use<ControlRollout>(use => use.Resume(id, rig.Operator.Id, default));
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Equal(
            [
                "beforeRelease order-svc production deploy forward /2 order-1,order-2,order-3,order-4 40",
                "beforeWave order-svc production deploy forward 1/2 order-1,order-2 40", "afterWave order-svc production deploy forward 1/2 order-1,order-2 40",
                "beforeWave order-svc production deploy forward 2/2 order-3,order-4 40", "afterWave order-svc production deploy forward 2/2 order-3,order-4 40",
                "afterRelease order-svc production deploy forward /2 order-1,order-2,order-3,order-4 40",
            ], await File.ReadAllLinesAsync(Notes));
        var log = await rig.The<LogStore>().Read((await rig.Release(id)).LogId, 1, 1000, default);
        Assert.Equal(2, log.Count(line => line is { Source: "afterWave", Text: "with •••" }));
    }

    [SkippableFact]
    public async Task One_that_fails_before_a_wave_asks_while_the_hosts_of_it_are_untouched()
    {
        await using var rig = await Rig(new Hooks { BeforeWave = ["sh", "-c", $"{Says} >>{Notes}; [ $BOTOPS_WAVE = 1 ] || [ -e {folder}/open ]"] });
        var id = await DecisionTests.Rolling(rig, "--halves");
        await rig.RollOut(id);

        var asked = await rig.Release(id);
        Assert.Equal((ReleaseState.AwaitingDecision, "beforeWave of wave 2 failed: sh exited with 1."), (asked.State, asked.Question!.Says));
        Assert.Equal(["order-1", "order-2"], Activated(rig));
        var asks = Assert.IsType<Asking>(await rig.Use<TellRelease, Content?>(use => use.Tell($"release/{id}/question/1", default)));
        Assert.StartsWith("beforeWave of wave 2 failed. What now,", asks.Title);
        Assert.Equal(["Retry the hook", "Leave the hook out and go on", "Stop here"], asks.Answers.Select(a => a.Button.Label)); // nothing ran before: nothing to go back to

        await rig.Use<AnswerQuestion>(use => use.Handle(id, 1, Answer.Retry, rig.Operator.Id, default));
        await rig.RollOut(id);
        Assert.Equal(2, (await rig.Release(id)).Question!.Number);
        await rig.Use<AnswerQuestion>(use => use.Handle(id, 2, Answer.LeaveOut, rig.Operator.Id, default));
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
        Assert.Equal(3, (await File.ReadAllLinesAsync(Notes)).Length);
        Assert.Equal(["order-1", "order-2", "order-3", "order-4"], Activated(rig));
    }

    [SkippableFact]
    public async Task Before_the_release_no_host_is_touched_and_on_fail_answers_ahead()
    {
        await using var rig = await Rig(new Hooks { BeforeRelease = ["/no/such/program"] });
        var id = await DecisionTests.Rolling(rig, "--on-fail stop");
        await rig.RollOut(id);

        var release = await rig.Release(id);
        Assert.Equal(ReleaseState.Failed, release.State);
        Assert.StartsWith("beforeRelease failed: The program '/no/such/program' is not there", release.Reason);
        Assert.Empty(Activated(rig));
    }

    [SkippableFact]
    public async Task One_that_fails_after_is_told_and_in_a_rollback_none_stops_it()
    {
        await using var rig = await Rig(new Hooks { AfterWave = ["sh", "-c", "echo the smoke test: error 500; exit 2"] });
        await rig.Deployed("--batch 100% --min-up 0");
        rig.Commits.Head = LineOfCommits.Id(2);
        var second = await rig.Deployed("--batch 100% --min-up 0");
        Assert.Contains("afterWave of wave 1 failed: sh exited with 2. Nothing is undone, it goes on.", await rig.Said(second.Id));

        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Hooks = new Hooks { BeforeRelease = ["false"], BeforeWave = ["false"] } })); // the newest count, not those it ran with
        await rig.Type("/rollback order-svc --batch 100% --min-up 0", rig.Operator);
        await rig.RollOut(second.Id + 1);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(second.Id + 1));
        var said = await rig.Said(second.Id + 1);
        Assert.Contains("beforeRelease failed: false exited with 1. Nothing is undone, it goes on.", said);
        Assert.Contains("beforeWave of wave 1 failed: false exited with 1. Nothing is undone, it goes on.", said);
    }

    [SkippableFact]
    public async Task An_abort_ends_all_that_a_hook_has_started()
    {
        var seconds = ChildrenBench.Unique();
        await using var rig = await Rig(new Hooks { BeforeRelease = ["sh", "-c", $"trap : TERM; sleep {seconds} & touch {folder}/runs; wait; sleep {seconds}"] });
        var id = await DecisionTests.Rolling(rig, "");
        await rig.The<Notifications>().StartAsync(default);
        var running = rig.RollOut(id);
        await Eventually.True(() => File.Exists($"{folder}/runs"), "the hook runs");

        await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "wrong one", default));
        await running;
        await rig.The<Notifications>().StopAsync(default);
        Assert.Equal(ReleaseState.Aborted, await rig.State(id));
        Assert.Equal(0, ChildrenBench.CountWith(seconds));
        Assert.Empty(Activated(rig));
        Assert.Null((await rig.Db(db => db.HookRuns.SingleAsync())).EndedAt); // it did not come to its end
    }

    string Notes => Path.Combine(folder, "notes");
    string[] Note() => ["sh", "-c", $"{Says} >>{Notes}"];

    static async Task<ReleaseRig> Rig(Hooks hooks)
    {
        var rig = await ReleaseRig.Create(realClock: true);
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Hooks = hooks }));
        return rig;
    }

    static IEnumerable<string> Activated(ReleaseRig rig) => rig.Hosts.Calls.Where(c => c.EndsWith(" activate", StringComparison.Ordinal)).Select(c => c.Split(' ')[0]).Order();
}
