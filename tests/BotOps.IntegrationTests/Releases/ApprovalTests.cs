using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class ApprovalTests
{
    [SkippableFact]
    public async Task The_requester_cannot_approve_their_own_release()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy(by: rig.Lead);

        Assert.Contains("Someone else", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Lead)));
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));
        Assert.DoesNotContain("lead", (await rig.Card(release.Id)).Buttons.Single(b => b.Action == "approve").May!);
    }

    [SkippableFact]
    public async Task A_policy_may_let_them()
    {
        await using var rig = await ReleaseRig.Create(new Policy { SelfApproval = true });
        var release = await rig.Deploy(by: rig.Lead);

        await rig.Approve(release.Id, rig.Lead);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
    }

    [SkippableFact]
    public async Task Two_approvals_are_of_two_persons()
    {
        await using var rig = await ReleaseRig.Create(new Policy { Approvals = 2 });
        var release = await rig.Deploy();

        await rig.Approve(release.Id, rig.Lead);
        Assert.Contains("1 of 2 approvals", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Lead)));
        Assert.StartsWith("1 of 2 approvals (Lead)", (await rig.Card(release.Id)).Foot);
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));

        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.Approve(release.Id, rig.OtherLead);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
        Assert.Equal("Approved by Lead and Other-lead.", (await rig.Card(release.Id)).Foot);
    }

    [SkippableFact]
    public async Task Of_two_presses_at_once_one_counts_and_the_other_is_told_who_was_first()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();

        var presses = new[] { rig.Lead, rig.OtherLead }.Select(p => rig.Approve(release.Id, p)).ToList();
        await Task.WhenAll(presses).ContinueWith(_ => { }, TaskScheduler.Default);

        var late = await ReleaseRig.Refused(Assert.Single(presses, p => p.IsFaulted));
        Assert.Matches($"(Lead|Other-lead) approved #{release.Id} just now before you", late);
        Assert.Single(await rig.Db(db => db.Approvals.ToListAsync()));
        Assert.Single(rig.Jobs.Enqueued);
    }

    [SkippableFact]
    public async Task A_late_press_is_told_who_decided_and_when()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        await rig.Use<EndRequest>(use => use.Reject(release.Id, rig.Lead.Id, 1, "after the freeze", default));
        rig.Clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Contains("Lead rejected #1 4 m ago before you", await ReleaseRig.Refused(rig.Approve(release.Id, rig.OtherLead)));
        Assert.Contains("You rejected #1 4 m ago already", await ReleaseRig.Refused(rig.Use<EndRequest>(use => use.Reject(release.Id, rig.Lead.Id, 1, "no", default))));
        Assert.Contains("Rejected by Lead: “after the freeze”", await rig.Said(release.Id));
    }

    [SkippableFact]
    public async Task The_role_counts_at_the_moment_of_the_press()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        await rig.Save(db => db.Roles.Where(g => g.PersonId == rig.Lead.Id).ExecuteDeleteAsync());

        var told = await ReleaseRig.Refused(rig.Approve(release.Id, rig.Lead));
        Assert.Contains("role approver", told);
        Assert.Contains("@other-lead", told);
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));
    }

    [SkippableFact]
    public async Task A_rejection_needs_a_reason()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();

        Assert.Contains("needs a reason", await ReleaseRig.Refused(rig.Use<EndRequest>(use => use.Reject(release.Id, rig.Lead.Id, 1, " ", default))));
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));
    }

    [SkippableFact]
    public async Task The_asker_cancels_their_own_release_and_another_needs_to_be_operator()
    {
        await using var rig = await ReleaseRig.Create();
        var (own, other) = (await rig.Deploy(), await rig.Deploy());

        Assert.Contains("role operator", await ReleaseRig.Refused(rig.Use<EndRequest>(use => use.Cancel(own.Id, rig.Lead.Id, null, default))));
        await rig.Use<EndRequest>(use => use.Cancel(own.Id, rig.Dev.Id, null, default));
        await rig.Use<EndRequest>(use => use.Cancel(other.Id, rig.Operator.Id, "stop", default));

        Assert.Equal([ReleaseState.Cancelled, ReleaseState.Cancelled], [await rig.State(own.Id), await rig.State(other.Id)]);
        Assert.Contains("Cancelled by Operator: “stop”", await rig.Said(other.Id));
    }

    [SkippableFact]
    public async Task A_request_that_nobody_decided_expires_and_says_so_in_the_persons_time()
    {
        await using var rig = await ReleaseRig.Create(new Policy { Expires = TimeSpan.FromHours(1) });
        var release = await rig.Deploy();
        await rig.Use<EndRequest>(use => use.Expire(release.Id, default));
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));

        rig.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Contains("until 21:00", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Lead))); // 13:00 UTC in Shanghai
        await rig.Use<EndRequest>(use => use.Expire(release.Id, default));

        Assert.Equal(ReleaseState.Expired, await rig.State(release.Id));
        Assert.Contains("Nobody decided within 1 h.", await rig.Said(release.Id));
    }

    [SkippableFact]
    public async Task Commits_that_would_disappear_need_a_knowing_press()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Commits.Head = LineOfCommits.Id(3);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(1);
        var release = await rig.Deploy();

        Assert.Contains("2 commits that run now would disappear", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Lead)));
        Assert.Equal($"{release.Id}/1/knowing", (await rig.Card(release.Id)).Buttons.Single(b => b.Action == "approve").Value);
        await rig.Approve(release.Id, rig.Lead, knowing: true);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
    }
}
