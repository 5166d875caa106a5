using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Sources;

public sealed class SvnCheckoutTests : IAsyncLifetime
{
    readonly SvnRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [SkippableFact]
    public async Task Files_are_laid_as_they_were_with_nothing_of_svn_and_the_next_commit_comes_from_the_same_working_copy()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first", "src/一.txt");
        rig.Copy("trunk", "branches/x");
        rig.WorkOn("branches/x");
        var second = rig.Commit("second", "src/一.txt", "on x");
        var source = rig.Source();

        var (one, two, again) = (rig.NewTree(), rig.NewTree(), rig.NewTree());
        var laid = await source.Checkout(rig.AsFile(), $"trunk@{first}", one, new Lines(), default);
        Assert.Equal(($"trunk@{first}", "first", "lin"), (laid.Id, laid.Title, laid.Author));
        Assert.Equal("first", File.ReadAllText(Path.Combine(one, "src", "一.txt")));
        Assert.False(Directory.Exists(Path.Combine(one, ".svn")));

        await source.Checkout(rig.AsFile(), $"branches/x@{second}", two, new Lines(), default);
        await source.Checkout(rig.AsFile(), $"trunk@{first}", again, new Lines(), default);
        Assert.Equal(("on x", "first"), (File.ReadAllText(Path.Combine(two, "src", "一.txt")), File.ReadAllText(Path.Combine(again, "src", "一.txt"))));
        Assert.Single(Directory.EnumerateDirectories(rig.Copies));

        await source.Remove(rig.AsFile(), one, default);
        await source.Remove(rig.AsFile(), one, default);
        Assert.False(Directory.Exists(one));
    }

    [SkippableFact]
    public async Task A_working_copy_that_a_kill_left_half_done_and_one_of_another_repository_are_made_anew()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        var source = rig.Source();
        await source.Checkout(rig.AsFile(), $"trunk@{first}", rig.NewTree(), new Lines(), default);
        var copy = Directory.EnumerateDirectories(rig.Copies).Single();

        File.WriteAllText(Path.Combine(copy, "file.txt"), "changed by nobody"); // what is laid is what the server gave
        await Laid("first");
        File.WriteAllText(Path.Combine(copy, ".svn", "wc.db"), "not a database");
        await Laid("first");

        Directory.Delete(rig.Database, recursive: true);
        Directory.Delete(rig.Work, recursive: true);
        Programs.Run("svnadmin", rig.Folder, "create", rig.Database);
        rig.Svn("mkdir", "-m", "layout", "--parents", $"{rig.Project}/trunk");
        rig.Svn("checkout", $"{rig.Project}/trunk", rig.Work);
        Assert.Equal(first, rig.Commit("of another repository"));
        await Laid("of another repository");

        async Task Laid(string content)
        {
            var tree = rig.NewTree();
            await source.Checkout(rig.AsFile(), $"trunk@{first}", tree, new Lines(), default);
            Assert.Equal(content, File.ReadAllText(Path.Combine(tree, "file.txt")));
        }
    }

    [SkippableFact]
    public async Task Builds_at_once_lay_their_own_commits_side_by_side_also_from_two_processes()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        long[] commits = [rig.Commit("one"), rig.Commit("two"), rig.Commit("three"), rig.Commit("four")];
        var sources = new[] { rig.Source(), rig.Source() };

        var trees = await Task.WhenAll(commits.Select(async (commit, at) =>
        {
            var tree = rig.NewTree();
            await sources[at % 2].Checkout(rig.AsFile(), $"trunk@{commit}", tree, new Lines(), default);
            return File.ReadAllText(Path.Combine(tree, "file.txt"));
        }));

        Assert.Equal(["one", "two", "three", "four"], trees);
    }

    [SkippableFact]
    public async Task What_is_gone_says_so_and_leaves_no_folder()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");
        foreach (var commit in new[] { "trunk@9999", "branches/x@2", "4f2a91c0d3e74f2a91c0d3e74f2a91c0d3e74f2a" })
        {
            var tree = rig.NewTree();
            var gone = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Checkout(rig.AsFile(), commit, tree, new Lines(), default));
            Assert.Equal(Texts.CommitMissing(commit, rig.Project), gone.Message);
            Assert.False(Directory.Exists(tree));
        }
    }

    [SkippableFact]
    public async Task Externals_are_not_fetched()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");
        Programs.Run("svn", rig.Work, "update", "--quiet");
        Programs.Run("svn", rig.Work, "propset", "--quiet", "svn:externals", $"file://{rig.Database}/shop/trunk inner", ".");
        Programs.Run("svn", rig.Work, "commit", "--quiet", "-m", "externals");

        var tree = rig.NewTree();
        await rig.Source().Checkout(rig.AsFile(), $"trunk@{rig.Newest()}", tree, new Lines(), default);

        Assert.False(Path.Exists(Path.Combine(tree, "inner")));
    }
}
