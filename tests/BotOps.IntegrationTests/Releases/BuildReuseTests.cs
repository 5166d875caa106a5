using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class BuildReuseTests
{
    [SkippableFact]
    public async Task A_commit_that_was_built_is_not_built_again_unless_asked()
    {
        await using var rig = await ReleaseRig.Create();
        var built = (await rig.Deployed()).BuildId;

        var again = await rig.Deployed();
        Assert.Equal(built, again.BuildId);
        Assert.Equal(1, rig.Jobs.Enqueued.Count(j => j.StartsWith("BuildJob", StringComparison.Ordinal)));

        Assert.NotEqual(built, (await rig.Deployed("--rebuild")).BuildId);
    }

    [SkippableFact]
    public async Task A_build_whose_artifact_is_gone_is_built_again()
    {
        await using var rig = await ReleaseRig.Create();
        var built = (await rig.Deployed()).BuildId;
        rig.Artifacts.Kept.Clear();

        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);
        var after = await rig.Release(release.Id);
        Assert.Equal(ReleaseState.Building, after.State);
        Assert.NotEqual(built, after.BuildId);
        Assert.Contains("no longer in the store", (await rig.Db(db => db.Builds.SingleAsync(b => b.Id == built))).Reason);
    }

    [SkippableFact]
    public async Task An_abort_ends_the_build_only_if_no_other_release_waits_for_it()
    {
        await using var rig = await ReleaseRig.Create();
        var (one, other) = await TwoOfOneBuild(rig);

        await rig.Use<ControlRollout>(use => use.Abort(one, rig.Operator.Id, "wrong branch", default));
        Assert.Equal(ReleaseState.Aborted, await rig.State(one));
        Assert.False(await Cancels(rig));
        Assert.Contains(await rig.Said(one), line => line.Contains("wrong branch. 0 of 4 updated."));

        await rig.Use<ControlRollout>(use => use.Abort(other, rig.Operator.Id, null, default));
        Assert.True(await Cancels(rig));
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync()));
    }

    [SkippableFact]
    public async Task Two_environments_that_start_one_commit_at_once_share_one_build()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Environment("order-svc", "staging", new Policy(), 2);
        var (one, other) = (await rig.Deploy("to production"), await rig.Deploy("to staging"));

        await Task.WhenAll(rig.Approve(one.Id, rig.Lead), rig.Approve(other.Id, rig.Lead));

        Assert.Equal((await rig.Release(one.Id)).BuildId, (await rig.Release(other.Id)).BuildId);
        Assert.Single(await rig.Db(db => db.Builds.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_build_that_two_wait_for_moves_both()
    {
        await using var rig = await ReleaseRig.Create();
        var (one, other) = await TwoOfOneBuild(rig);

        await rig.EndBuild(one);
        Assert.Equal([ReleaseState.RollingOut, ReleaseState.RollingOut], [await rig.State(one), await rig.State(other)]);
        Assert.Equal([$"RolloutJob {one}", $"RolloutJob {other}"], rig.Jobs.Enqueued.Where(j => j.StartsWith("Rollout", StringComparison.Ordinal)).Order());
    }

    static async Task<(long, long)> TwoOfOneBuild(ReleaseRig rig)
    {
        await rig.Environment("order-svc", "staging", new Policy(), 2);
        var (one, other) = (await rig.Deploy("to production"), await rig.Deploy("to staging"));
        await rig.Approve(one.Id, rig.Lead);
        await rig.Approve(other.Id, rig.Lead);
        return (one.Id, other.Id);
    }

    static Task<bool> Cancels(ReleaseRig rig) => rig.Db(db => db.Builds.Select(b => b.CancelRequested).SingleAsync());
}
