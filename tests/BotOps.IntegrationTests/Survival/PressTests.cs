using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>People who press and type at the same time, twice, too late, or what they may not.</summary>
[Collection(SurvivalCollection.Name)]
public class PressTests(SharedBotOps shared)
{
    const string NothingChanged = "Nothing changed by your press.";

    [SkippableFact]
    public async Task Presses_at_once_twice_too_late_and_without_the_role_count_once_and_are_answered_privately()
    {
        var botops = await shared.Start();
        using var developer = await botops.Person("developer");
        using var one = await botops.Person("lead-1");
        using var two = await botops.Person("lead-2");
        var project = await SmallProject.Add(botops, "pressed", policy: new Policy { Approvals = 1 });
        await using var worker = await botops.StartWorker();
        project.Hold("build");
        var release = await one.Deploy("/deploy pressed");

        Assert.Contains("Someone else has to approve", await Refusal(one), StringComparison.Ordinal);
        Assert.Contains("approver", await Refusal(developer), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((ReleaseState.AwaitingApproval, 0), ((await botops.Release(release)).State, await Approvals()));

        await developer.Answer(await developer.Press(release, "cancel")); // not theirs to cancel either
        release = await developer.Deploy("/deploy pressed");
        var presses = await Task.WhenAll(one.Press(release, "approve"), two.Press(release, "approve"));
        var answers = new[] { await one.Answer(presses[0]), await two.Answer(presses[1]) };
        var late = Assert.Single(answers, a => a is not null)!;
        Assert.Contains("before you", late.Text, StringComparison.Ordinal);
        Assert.EndsWith(NothingChanged, late.Text, StringComparison.Ordinal);

        var first = answers[0] is null ? one : two;
        Assert.Contains("already", (await first.Answer(await first.Press(release, "approve")))!.Text, StringComparison.Ordinal); // pressed twice
        Assert.EndsWith(NothingChanged, await Refusal(two), StringComparison.Ordinal);
        Assert.NotNull(await two.Answer(await two.Press(release, "reject", input: "too late")));
        Assert.NotNull(await developer.Answer(await developer.Press(release, "cancel", input: "too late")));
        await botops.Becomes(release, ReleaseState.Building);
        Assert.Equal(1, await Approvals());
        project.Open("build");
        await botops.Becomes(release, ReleaseState.Succeeded);
        await botops.ToldOnce(release);
        Assert.EndsWith(NothingChanged, await Refusal(two), StringComparison.Ordinal);

        async Task<string> Refusal(ChatUser who) => (await who.Answer(await who.Press(release, "approve")))?.Text ?? "it was accepted";
        Task<int> Approvals() => botops.Read(db => db.Approvals.CountAsync(a => a.ReleaseId == release));
    }

    [SkippableFact]
    public async Task The_second_of_two_deploys_queues_says_so_and_is_asked_again_since_what_runs_has_changed()
    {
        var botops = await shared.Start();
        using var developer = await botops.Person("developer");
        using var lead = await botops.Person("lead-1");
        var project = await SmallProject.Add(botops, "wanted", policy: new Policy { Approvals = 1 });
        await using var worker = await botops.StartWorker();
        project.Hold("build");

        var typed = await Task.WhenAll(developer.Say("/deploy wanted"), lead.Say("/deploy wanted"));
        Assert.Null(await developer.Answer(typed[0]));
        Assert.Null(await lead.Answer(typed[1]));
        var asked = await botops.Read(db => db.Releases.Where(r => db.Environments.Any(e => e.Id == r.EnvironmentId && e.Project.Name == "wanted")).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync());
        using var other = await botops.Person("lead-2");
        await Task.WhenAll(asked.Select(async release => Assert.Null(await other.Answer(await other.Press(release, "approve")))));

        await Eventually.True(async () => (await States(botops, asked)).Order().SequenceEqual([ReleaseState.Queued, ReleaseState.Building]), "one is built, the other queues", BotOpsProcess.Limit);
        var states = await States(botops, asked);
        var (first, second) = states[0] == ReleaseState.Building ? (asked[0], asked[1]) : (asked[1], asked[0]);
        await Eventually.True(async () => (await Card(botops, second)).Contains($"#{first}", StringComparison.Ordinal), $"#{second} says that it waits for #{first}", BotOpsProcess.Limit);
        project.Open("build");
        await botops.Becomes(first, ReleaseState.Succeeded);
        await Eventually.True(async () => (await botops.Release(second)) is { State: ReleaseState.AwaitingApproval, Round: 2 }, "it is asked again", BotOpsProcess.Limit);
        Assert.Contains("what runs now changed", (await botops.Release(second)).Reason, StringComparison.Ordinal);

        Assert.NotNull(await other.Answer(await other.Press(second, "approve", round: 1))); // a card that nobody has looked at again
        Assert.Null(await other.Answer(await other.Press(second, "approve", round: 2)));
        await botops.Becomes(second, ReleaseState.Succeeded);
        await botops.ToldOnce(first);
        await botops.ToldOnce(second);
    }

    static async Task<IReadOnlyList<ReleaseState>> States(RunningBotOps botops, IEnumerable<long> releases)
    {
        var states = new List<ReleaseState>();
        foreach (var release in releases) states.Add((await botops.Release(release)).State);
        return states;
    }

    static async Task<string> Card(RunningBotOps botops, long release) =>
        (await botops.Rows($"select content::text from webchat.messages where key like 'release/{release}/card@%'"))[0][0];
}
