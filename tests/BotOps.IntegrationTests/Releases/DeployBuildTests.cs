using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary><c>/deploy order-svc build:17</c>: a build as it is, with the newest settings, and without git where git is gone.</summary>
public class DeployBuildTests
{
    [SkippableFact]
    public async Task It_goes_to_the_hosts_as_it_is_though_git_is_gone()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Build = new BuildSettings { Strip = "out" }, Run = new RunSettings { Port = 8081 } }));
        rig.Commits.Broken = new SourceError("The repository does not answer.");

        var release = await rig.Deploy("build:1");
        Assert.Equal(("build:1", 1, LineOfCommits.Id(1), "m1"), (release.Reference, release.BuildId, release.Commit, release.Facts.Commit.Title));
        var card = await rig.Card(release.Id);
        Assert.Equal("build:1 0000000", card.Head[0].Text);
        Assert.Single(card.Head, s => s.Text.Contains("build:1", StringComparison.Ordinal));
        Assert.Equal("the commits could not be compared: The repository does not answer", card.Facts.Single(f => f.Name == "Preflight").Lines[0][0].Text);
        Assert.Equal(1, card.Gone); // Approve asks again

        await rig.Approve(release.Id, rig.Lead, knowing: true);
        await rig.RollOut(release.Id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(release.Id));
        Assert.Equal([(1L, 2L)], await rig.Db(async db => (await db.Assignments.ToListAsync()).Select(a => (a.BuildId!.Value, a.SettingsRevisionId!.Value)).Distinct().ToList()));
        Assert.Equal(2, rig.Jobs.Enqueued.Count(j => j.StartsWith("BuildJob", StringComparison.Ordinal))); // not built a third time, whatever the build settings are now
    }

    [SkippableFact]
    public async Task A_build_that_was_ordered_ahead_has_its_commit_from_git_where_git_tells_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        await rig.Built(1);
        Assert.Equal("m1", (await rig.Deploy("build:1")).Facts.Commit.Title);

        rig.Commits.Broken = new SourceError("The repository does not answer.");
        await rig.Save(db => db.Releases.ExecuteDeleteAsync());
        Assert.Equal(("", LineOfCommits.Id(1)), ((await rig.Deploy("build:1")).Facts.Commit.Title, (await rig.Deploy("build:1")).Commit));
    }

    [SkippableFact]
    public async Task A_build_that_cannot_be_deployed_is_refused_with_those_that_can()
    {
        await using var rig = await ReleaseRig.Create();
        for (var commit = 1; commit <= 3; commit++)
        {
            rig.Commits.Head = LineOfCommits.Id(commit);
            await rig.Type("/build order-svc master", rig.Dev);
            await rig.Built(commit, succeeds: commit != 2);
        }
        rig.Commits.Head = LineOfCommits.Id(4);
        await rig.Type("/build order-svc master", rig.Dev);
        await rig.Environment("pay-svc", "production", new Policy(), 1);
        await rig.Type("/build pay-svc master", rig.Dev);
        const string offer = " These can be deployed as they are: build:3 (0000000), build:1 (0000000). Nothing was created.";

        var missing = await Assert.ThrowsAsync<UserError>(() => rig.Deploy("build:99"));
        Assert.Equal(("There is no build:99." + offer, "build:99", "build:3"), (missing.Message, missing.AtFault, missing.Meant));
        Assert.Equal("build:2 is no good: make exited with 2." + offer, await ReleaseRig.Refused(rig.Deploy("build:2")));
        Assert.Equal("build:4 is not finished yet." + offer, await ReleaseRig.Refused(rig.Deploy("build:4")));
        Assert.Equal("build:5 belongs to pay-svc." + offer, await ReleaseRig.Refused(rig.Deploy("build:5")));

        rig.Artifacts.Kept.TryRemove(3.ToString("x64"), out _);
        Assert.Equal("The artifact of build:3 is no longer in the store. These can be deployed as they are: build:1 (0000000). Nothing was created.",
            await ReleaseRig.Refused(rig.Deploy("build:3")));
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_build_whose_artifact_is_gone_at_the_start_ends_the_release_and_the_next_starts()
    {
        await using var rig = await ReleaseRig.Create();
        var built = await rig.Deployed();
        var (named, next) = (await rig.Deploy("build:1"), await rig.Deploy("--rebuild"));
        var first = await rig.Deploy("--rebuild");
        foreach (var release in new[] { first, named, next }) await rig.Approve(release.Id, rig.Lead);
        rig.Artifacts.Kept.Clear();
        await rig.EndBuild(first.Id, succeeds: false);

        Assert.Equal([ReleaseState.Cancelled, ReleaseState.Building], [await rig.State(named.Id), await rig.State(next.Id)]);
        Assert.Equal("Not started: The artifact of build:1 is no longer in the store.", (await rig.Release(named.Id)).Reason);
        Assert.Equal(BuildState.Succeeded, await rig.Db(db => db.Builds.Where(b => b.Id == built.BuildId).Select(b => b.State).SingleAsync()));
    }
}
