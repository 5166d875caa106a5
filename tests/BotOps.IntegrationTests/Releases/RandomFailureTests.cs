using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Random failures, random answers: what BotOps says runs on each host that serves is what answers there.</summary>
public class RandomFailureTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [SkippableTheory]
    [MemberData(nameof(Seeds))]
    public async Task What_the_rows_say_is_what_answers_whatever_failed_and_whatever_was_answered(int seed)
    {
        await using var rig = await Rig();
        var (hosts, random) = (new ModelHosts(seed, trouble: 0.06), new Random(seed));
        rig.Hosts.Model = hosts.Answer;

        for (var version = 1; version <= 4; version++)
        {
            rig.Commits.Head = LineOfCommits.Id(version);
            var id = await DecisionTests.Rolling(rig, random.Next(3) switch { 0 => "--serial --min-up 0", 1 => "--batch 2 --on-fail rollback --min-up 0", _ => "--halves --max-fail 1 --min-up 0" });
            await Run(rig, id, random);
            await SameAsTheRows(rig, hosts, $"after #{id}");
            await rig.Save(db => db.Locks.ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, rig.Clock.GetUtcNow())));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Seeds))]
    public async Task Hosts_with_different_builds_before_a_failed_release_end_with_exactly_those_again(int seed)
    {
        await using var rig = await Rig();
        var (hosts, random) = (new ModelHosts(seed, trouble: 0), new Random(seed));
        rig.Hosts.Model = hosts.Answer;
        await rig.Deployed();
        foreach (var version in new[] { 2, 3 })
        {
            rig.Commits.Head = LineOfCommits.Id(version);
            await rig.Deployed($"--hosts order-{random.Next(1, 5)}");
        }
        var before = await DecisionTests.Ran(rig);

        rig.Commits.Head = LineOfCommits.Id(4);
        var failing = $"order-{random.Next(1, 5)}";
        rig.Hosts.Model = (host, call) => host.Name == failing && call is { Verb: "health" } && call.Release > before.Max() ? Task.FromResult<Core.Hosts.HostAnswer?>(ObedientHosts.Fails("503")) : hosts.Answer(host, call);
        var id = await DecisionTests.Rolling(rig, random.Next(2) == 0 ? "--serial --on-fail rollback" : "--batch 2 --on-fail rollback");
        await rig.RollOut(id);
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal(before, await DecisionTests.Ran(rig));
        await SameAsTheRows(rig, hosts, "after the rollback");
    }

    static async Task<ReleaseRig> Rig()
    {
        var rig = await ReleaseRig.Create();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Start = ["serve"] } }));
        return rig;
    }

    /// <summary>Until it ends, with an answer by chance to whatever it asks.</summary>
    static async Task Run(ReleaseRig rig, long id, Random random)
    {
        for (var turn = 0; turn < 20 && !(await rig.State(id)).Ended(); turn++)
        {
            if (await rig.State(id) != ReleaseState.AwaitingDecision)
            {
                await rig.RollOut(id);
                continue;
            }
            var question = (await rig.Release(id)).Question!;
            var possible = AnswerQuestion.Possible(question).Where(a => a is not Answer.RollBack || turn > 0).ToList();
            try
            {
                if (random.Next(6) == 0) await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "by chance", default));
                else await rig.Use<AnswerQuestion>(use => use.Handle(id, null, possible[random.Next(possible.Count)], rig.Operator.Id, default));
            }
            catch (Core.UserError)
            {
                await rig.Use<AnswerQuestion>(use => use.Handle(id, null, Answer.Stop, rig.Operator.Id, default)); // there was nothing to go back to
            }
        }
        Assert.True((await rig.State(id)).Ended(), $"#{id} ends");
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync()));
    }

    static async Task SameAsTheRows(ReleaseRig rig, ModelHosts hosts, string when)
    {
        var rows = await rig.Db(db => db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == rig.Production).ToListAsync());
        foreach (var host in rows.Where(a => a.LeftOut is null))
            Assert.True(host.ReleaseId == hosts.Answers(host.Host.Name), $"{host.Host.Name} {when}: the row says {host.ReleaseId}, {hosts.Answers(host.Host.Name)} answers");
    }
}
