using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Access;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>What the policy or a rollback stands against is refused at the request, unless who may override says why.</summary>
public class OverrideTests
{
    static readonly Policy Branches = new() { Branches = ["master", "release/*"] };

    [SkippableFact]
    public async Task A_branch_that_is_not_allowed_is_refused_with_the_line_to_type()
    {
        await using var rig = await ReleaseRig.Create(Branches);
        await rig.Deploy("master");
        await rig.Deploy("release/11.3");

        var reply = await Answer(rig, rig.Operator, "/deploy order-svc feature/x --serial");
        Assert.StartsWith("feature/x may not be released to production of order-svc; its policy allows master, release/*.", reply.Text);
        Assert.EndsWith("Nothing was created.", reply.Text);
        Assert.Equal("/deploy order-svc feature/x --override \"why it is right now\" --serial", reply.TryInstead);
        Assert.Equal(2, await rig.Db(db => db.Releases.CountAsync()));
    }

    [SkippableFact]
    public async Task Who_may_not_override_is_told_who_may()
    {
        await using var rig = await ReleaseRig.Create(Branches with { Override = Role.Approver });

        var refused = await rig.Deploy("feature/x").Refusal();
        Assert.Contains("The role approver may override that: ask @lead or @other-lead.", refused.Message);
        Assert.Null(refused.Meant);
        Assert.Contains("role approver", (await rig.Deploy("feature/x --override please").Refusal()).Message);
        Assert.Contains("role approver", (await rig.Deploy("master --override please").Refusal()).Message); // it would pass a later lock
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task With_a_reason_it_is_asked_for_and_card_and_audit_say_what_it_passes_and_why()
    {
        await using var rig = await ReleaseRig.Create(Branches);
        var release = await rig.Deploy("feature/x --override \"fixes the outage\"", by: rig.Operator);

        Assert.Equal("fixes the outage", (await rig.Release(release.Id)).Override);
        var warning = Assert.Single((await rig.Card(release.Id)).Warnings);
        Assert.Equal(("Override by Operator:", "“fixes the outage”. It passes the policy, which allows master, release/* and not feature/x."), (warning.Strong, warning.Rest));
        Assert.Contains("operator override: fixes the outage", await rig.Audited($"#{release.Id}"));
    }

    [SkippableTheory]
    [InlineData("commit", "release/1", true)]
    [InlineData("commit", "feature/x", false)]
    [InlineData("tag", "master", true)]
    [InlineData("branch", "master", false)] // a branch is judged by its name, wherever its head may be merged
    public async Task A_commit_or_tag_has_to_be_on_an_allowed_branch(string refers, string onBranch, bool allowed)
    {
        await using var rig = await ReleaseRig.Create(Branches);
        (rig.Commits.Refers, rig.Commits.OnBranch) = (refers, onBranch);

        if (allowed) await rig.Deploy("something");
        else Assert.Contains("may not be released", (await rig.Deploy("something").Refusal()).Message);
    }

    [SkippableFact]
    public async Task A_build_that_is_marked_bad_is_refused_until_a_newer_one_of_the_commit_is_good()
    {
        await using var rig = await ReleaseRig.Create();
        var first = await rig.Deployed();
        await Mark(rig, first.BuildId!.Value, rig.Clock.GetUtcNow());

        var refused = await rig.Deploy(by: rig.Operator).Refusal();
        Assert.StartsWith("build:1 of commit 0000000 is marked bad: rolled back by #9.", refused.Message);
        Assert.Equal("order-svc --override \"why it is right now\"", refused.Meant);
        Assert.Contains("marked bad", (await rig.Deploy("--rebuild", by: rig.Operator).Refusal()).Message);

        var anew = await rig.Deploy("--rebuild --override \"the compiler was broken\"", by: rig.Operator);
        Assert.EndsWith("It passes build:1 being marked bad (“rolled back by #9.”).", Assert.Single((await rig.Card(anew.Id)).Warnings).Rest);
        await rig.Approve(anew.Id, rig.Lead);
        await rig.EndBuild(anew.Id);
        await rig.Deploy(); // build:2 of the same commit is good
    }

    [SkippableFact]
    public async Task A_plan_is_refused_as_the_release_would_be()
    {
        await using var rig = await ReleaseRig.Create(Branches);
        Assert.Contains("may not be released", (await rig.Type(rig.Operator, "/deploy order-svc feature/x --plan").Refusal()).Message);
    }

    static Task Mark(ReleaseRig rig, long build, DateTimeOffset at) => rig.Save(db => db.Builds.Where(b => b.Id == build)
        .ExecuteUpdateAsync(set => set.SetProperty(b => b.BadSince, at).SetProperty(b => b.BadBecause, "rolled back by #9.")));

    static async Task<Reply> Answer(ReleaseRig rig, Person person, string text)
    {
        await rig.The<IInbox>().Accept("fake", "t", "e", new ChatEvent(ChatEventKind.Command, person.Handle, ReleaseRig.Channel, Text: text), default);
        using var worker = rig.New<InboxWorker>();
        await worker.StartAsync(default);
        await Eventually.True(() => rig.Db(db => db.Inbox.AllAsync(i => i.DoneAt != null)), "the line is handled");
        await worker.StopAsync(default);
        return Assert.Single(await rig.ToldPrivately(person));
    }
}
