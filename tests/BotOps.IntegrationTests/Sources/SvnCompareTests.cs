using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Sources;

public sealed class SvnCompareTests : IAsyncLifetime
{
    readonly SvnRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [SkippableFact]
    public async Task On_one_branch_a_later_commit_adds_and_an_earlier_one_makes_disappear()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        rig.Svn("mkdir", "-m", "elsewhere", $"file://{rig.Database}/other");
        var second = rig.Commit("second");
        var third = rig.Commit("third\nwith more");
        var source = rig.Source();

        var on = await source.Compare(rig.AsFile(), $"trunk@{first}", $"trunk@{third}", default);
        Assert.Equal([$"r{third} third", $"r{second} second"], Seen(on.Added));
        Assert.Equal((2, 0, false), (on.AddedCount, on.GoneCount, on.FromUnknown));

        var back = await source.Compare(rig.AsFile(), $"trunk@{third}", $"trunk@{first}", default);
        Assert.Equal([$"r{third} third", $"r{second} second"], Seen(back.Gone));
        Assert.Equal((0, 2), (back.AddedCount, back.GoneCount));
    }

    [SkippableFact]
    public async Task From_trunk_to_a_branch_both_sides_are_told_from_where_they_parted_even_if_a_commit_changed_both()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("shared");
        var made = rig.Copy("trunk", "branches/x", "branch x");
        var onTrunk = rig.Commit("only on trunk");
        rig.WorkOn("branches/x");
        var onBranch = rig.Commit("only on x", "other.txt");
        var both = rig.BothChanged("trunk", "branches/x");

        var between = await rig.Source().Compare(rig.AsFile(), $"trunk@{both}", $"branches/x@{both}", default);

        Assert.Equal([$"r{onBranch} only on x", $"r{made} branch x"], Seen(between.Added));
        Assert.Equal([$"r{onTrunk} only on trunk"], Seen(between.Gone));
    }

    [SkippableFact]
    public async Task A_trunk_that_was_replaced_has_nothing_in_common_with_what_ran_after_the_copy()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var shared = rig.Commit("shared");
        rig.Copy("trunk", "branches/x");
        var lost = rig.Commit("lost with the old trunk");
        rig.Svn("delete", "-m", "away", $"{rig.Project}/trunk");
        var copied = rig.Copy("branches/x", "trunk", "x is trunk now");

        var between = await rig.Source().Compare(rig.AsFile(), $"trunk@{lost}", $"trunk@{copied}", default);

        Assert.Equal([$"r{lost} lost with the old trunk"], Seen(between.Gone));
        Assert.Equal($"r{copied} x is trunk now", Seen(between.Added)[0]);
        Assert.DoesNotContain(between.Added, c => c.Short == $"r{shared}");
    }

    [SkippableFact]
    public async Task A_deleted_branch_is_still_compared_and_what_the_repository_never_had_is_unknown()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        var made = rig.Copy("trunk", "branches/x");
        rig.Svn("delete", "-m", "away", $"{rig.Project}/branches/x");
        var source = rig.Source();

        Assert.Equal(1, (await source.Compare(rig.AsFile(), $"branches/x@{made}", $"trunk@{first}", default)).GoneCount);

        foreach (var from in new[] { "trunk@9999", "branches/never@2", new string('a', 40) })
        {
            var unknown = await source.Compare(rig.AsFile(), from, $"trunk@{first}", default);
            Assert.True(unknown.FromUnknown);
            Assert.Equal(($"r{first} first", from), (Seen(unknown.Added)[0], unknown.Gone.Single().Id));
        }
        await Assert.ThrowsAsync<SourceError>(() => source.Compare(rig.AsFile(), $"trunk@{first}", "trunk@9999", default));
        await Assert.ThrowsAsync<SourceError>(() => source.Compare(rig.AsFile(), $"trunk@{first}", new string('a', 40), default));
    }

    [SkippableFact]
    public async Task Far_apart_they_are_still_counted_and_two_hundred_are_told()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        rig.ManyCommits(450);
        var last = rig.Newest();

        var between = await rig.Source().Compare(rig.AsFile(), $"trunk@{first}", $"trunk@{last}", default);

        Assert.Equal((450, 200, $"r{last} many 450"), (between.AddedCount, between.Added.Count, Seen(between.Added)[0]));
    }

    [SkippableFact]
    public async Task A_commit_is_on_its_branch_and_a_tag_on_what_it_is_a_mere_copy_of()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        var tag = rig.Copy("trunk", "tags/1.0");
        rig.Copy("trunk", "branches/rel-2");
        rig.WorkOn("branches/rel-2");
        var own = rig.Commit("own");
        var tagOfBranch = rig.Copy("branches/rel-2", "tags/2.0");
        rig.WorkOn("tags/1.0");
        var patched = rig.Commit("a tag that was changed");
        var source = rig.Source();

        Assert.True(await On($"trunk@{first}", "trunk"));
        Assert.True(await On($"tags/1.0@{tag}", "trunk"));
        Assert.True(await On($"tags/2.0@{tagOfBranch}", "branches/rel-*"));
        Assert.True(await On($"branches/rel-2@{own}", "trunk", "branches/*"));
        Assert.False(await On($"branches/rel-2@{own}", "trunk"));
        Assert.False(await On($"tags/2.0@{tagOfBranch}", "trunk"));
        Assert.False(await On($"tags/1.0@{patched}", "trunk"));
        Assert.False(await On("trunk@9999", "trunk"));
        Assert.False(await On(new string('a', 40), "*"));

        rig.WorkOn("trunk");
        var lost = rig.Commit("lost");
        rig.Svn("delete", "-m", "away", $"{rig.Project}/trunk");
        rig.Copy("branches/rel-2", "trunk");
        Assert.False(await On($"trunk@{lost}", "trunk")); // another trunk is in its place
        Assert.True(await On($"trunk@{first}", "trunk")); // which came from the old one then

        Task<bool> On(string commit, params string[] branches) => source.IsOn(rig.AsFile(), commit, branches, default);
    }

    static IReadOnlyList<string> Seen(IEnumerable<CommitInfo> commits) => [.. commits.Select(c => $"{c.Short} {c.Title}")];
}
