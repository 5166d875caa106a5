using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A project in a real svn repository, from what is typed to what its card says.</summary>
public sealed class SvnStoryTests : IAsyncLifetime
{
    readonly SvnRig svn = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => svn.Close();

    [SkippableFact]
    public async Task Cards_name_branch_and_revision_what_comes_and_what_would_disappear()
    {
        await using var rig = await Rig(new Policy());
        var first = svn.Commit("first");
        await rig.Deployed();
        var made = svn.Copy("trunk", "branches/big-sale", "branch for the sale");
        var lost = svn.Commit("not on the branch");
        await rig.Deployed();

        var release = await rig.Deploy("big-sale");
        var card = await rig.Card(release.Id);

        Assert.Equal(($"branches/big-sale@{made}", "branches/big-sale"), (release.Commit, release.Reference));
        Assert.Equal($"branches/big-sale r{made}", card.Head[0].Text);
        Assert.Equal([$"r{made} branch for the sale"], card.Commits.Select(c => $"{c.Short} {c.Title}"));
        Assert.Equal([$"r{lost} not on the branch"], card.Warnings[0].Commits.Select(c => $"{c.Short} {c.Title}"));
        Assert.Equal($"r{lost}", card.Facts.Single(f => f.Name == "Runs now").Lines[0][2].Text);

        var old = await rig.Deploy($"r{first}");
        Assert.Equal(($"trunk@{first}", $"commit trunk@{first}"), (old.Commit, (await rig.Card(old.Id)).Head[0].Text));
    }

    [SkippableFact]
    public async Task A_commit_elsewhere_in_the_repository_is_no_news_and_one_on_the_branch_is_told_once()
    {
        await using var rig = await Rig(new Policy());
        svn.Commit("first");
        var release = await rig.Deploy("trunk");
        svn.Svn("mkdir", "-m", "elsewhere", $"file://{svn.Database}/other");

        await rig.New<WatchBranches>().Look(default);
        Assert.DoesNotContain(await rig.Said(release.Id), line => line.Contains("has moved", StringComparison.Ordinal));

        var second = svn.Commit("second");
        for (var look = 0; look < 2; look++) await rig.New<WatchBranches>().Look(default);
        Assert.Equal($"trunk has moved to r{second} “second”. #{release.Id} stays at {release.Facts.Commit.Short}, as it was asked for.",
            Assert.Single(await rig.Said(release.Id), line => line.Contains("has moved", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task The_policy_allows_branches_by_their_whole_names_and_tags_of_them()
    {
        await using var rig = await Rig(new Policy { Branches = ["trunk", "branches/rel-*"] });
        svn.Commit("first");
        svn.Copy("trunk", "tags/1.0");
        svn.Copy("trunk", "branches/rel-2");
        svn.Copy("trunk", "branches/trial");
        svn.WorkOn("branches/trial");
        var own = svn.Commit("own");

        Assert.Equal("branches/rel-2", (await rig.Deploy("rel-2")).Reference);
        Assert.Equal("tags/1.0", (await rig.Deploy("1.0")).Reference);
        Assert.Contains("branches/trial", await ReleaseRig.Refused(rig.Deploy("trial")), StringComparison.Ordinal);
        Assert.Contains($"branches/trial@{own}", await ReleaseRig.Refused(rig.Deploy($"r{own}")), StringComparison.Ordinal);
    }

    async Task<ReleaseRig> Rig(Policy policy)
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var rig = await ReleaseRig.Create(policy, source: svn.Source());
        await rig.Save(db => db.Projects.ExecuteUpdateAsync(set => set.SetProperty(p => p.Repository, new Repository("svn", svn.Project, DefaultRef: "trunk"))));
        return rig;
    }
}
