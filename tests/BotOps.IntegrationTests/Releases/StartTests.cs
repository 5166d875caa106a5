using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class StartTests
{
    [SkippableFact]
    public async Task The_second_release_queues_says_behind_whom_and_starts_by_itself()
    {
        await using var rig = await ReleaseRig.Create();
        var (first, second, third) = (await rig.Deploy(), await rig.Deploy(), await rig.Deploy());
        await rig.Approve(first.Id, rig.Lead);
        await rig.Approve(third.Id, rig.Lead);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.Approve(second.Id, rig.Lead);

        Assert.Contains($"behind #{first.Id};", (await rig.Card(third.Id)).Text[0][0].Text);
        Assert.Contains($"behind #{third.Id};", (await rig.Card(second.Id)).Text[0][0].Text);

        await rig.EndBuild(first.Id, succeeds: false);
        Assert.Equal(ReleaseState.BuildFailed, await rig.State(first.Id));
        Assert.Equal(ReleaseState.Building, await rig.State(third.Id)); // approved first, so first in line
        Assert.Equal(ReleaseState.Queued, await rig.State(second.Id));
    }

    [SkippableTheory]
    [InlineData("settings", "the settings changed")]
    [InlineData("host added", "order-5 was added")]
    [InlineData("host gone", "order-4 no longer belongs to it")]
    [InlineData("what runs", "what runs now changed from nothing to build:1")]
    public async Task What_changed_between_approval_and_start_is_asked_again_once(string what, string told)
    {
        await using var rig = await ReleaseRig.Create();
        var (first, second) = (await rig.Deploy(), await rig.Deploy());
        await rig.Approve(first.Id, rig.Lead);
        await rig.Approve(second.Id, rig.Lead);
        await rig.Save(db => what switch
        {
            "settings" => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Port = 8081 } }),
            "host added" => AddHost(rig, db),
            "host gone" => db.Assignments.Where(a => a.Host.Name == "order-4").ExecuteDeleteAsync(),
            _ => Task.CompletedTask,
        });
        await rig.EndBuild(first.Id, succeeds: what == "what runs");
        if (what == "what runs") await rig.RollOut(first.Id);

        var release = await rig.Release(second.Id);
        Assert.Equal(ReleaseState.AwaitingApproval, release.State);
        Assert.Contains(told, release.Reason);
        Assert.Contains(await rig.Said(second.Id), line => line.Contains(told));
        var card = await rig.Card(second.Id);
        Assert.Equal(("Approval void", "Approve what is shown"), (card.State.Word, card.Buttons[0].Label));

        Assert.Contains("has changed since you saw it", await ReleaseRig.Refused(rig.Approve(second.Id, rig.Lead)));
        await rig.Approve(second.Id, rig.Lead, round: 2);
        Assert.True((await rig.State(second.Id)).HoldsClaim());
        Assert.Equal(await rig.Db(db => db.Assignments.CountAsync()), (await rig.Release(second.Id)).Plan.HostCount);
    }

    [SkippableFact]
    public async Task Where_nobody_has_to_agree_it_starts_at_once_and_takes_what_changed()
    {
        await using var rig = await ReleaseRig.Create(new Policy { Approvals = 0 });
        var (first, second) = (await rig.Deploy(), await rig.Deploy());
        Assert.Equal([ReleaseState.Building, ReleaseState.Queued], [await rig.State(first.Id), await rig.State(second.Id)]);

        await rig.Save(db => AddHost(rig, db));
        await rig.EndBuild(first.Id, succeeds: false);

        var release = await rig.Release(second.Id);
        Assert.Equal((ReleaseState.Building, 5), (release.State, release.Plan.HostCount));
        Assert.Equal("No approval needed here.", (await rig.Card(second.Id)).Foot);
    }

    [SkippableFact]
    public async Task A_release_whose_only_host_is_gone_is_cancelled_with_the_reason_and_the_next_starts()
    {
        await using var rig = await ReleaseRig.Create();
        var releases = new[] { await rig.Deploy(), await rig.Deploy("--hosts order-4"), await rig.Deploy("--hosts order-1") };
        foreach (var release in releases) await rig.Approve(release.Id, rig.Lead);
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-4").ExecuteDeleteAsync());
        await rig.EndBuild(releases[0].Id, succeeds: false);

        Assert.Equal([ReleaseState.Cancelled, ReleaseState.Building], [await rig.State(releases[1].Id), await rig.State(releases[2].Id)]);
        Assert.Contains(await rig.Said(releases[1].Id), line => line.StartsWith("Not started: order-4 no longer belongs to it", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_git_that_fails_at_the_start_loses_no_approval_and_Approve_asks_again()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        rig.Commits.Broken = new SourceError("The repository does not answer.");
        await rig.Approve(release.Id, rig.Lead);

        var after = await rig.Release(release.Id);
        Assert.Equal((ReleaseState.AwaitingApproval, 2), (after.State, after.Round));
        Assert.Contains("could not be compared: The repository does not answer", after.Reason);
        await rig.Approve(release.Id, rig.Lead, round: 2, knowing: true);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
    }

    static async Task AddHost(ReleaseRig rig, Core.Persistence.BotOpsDb db)
    {
        var host = new Host { Name = "order-5", Address = "127.0.1.5", Root = "/opt" };
        db.Hosts.Add(host);
        await db.SaveChangesAsync();
        db.Assignments.Add(new Assignment { HostId = host.Id, EnvironmentId = rig.Production });
    }
}
