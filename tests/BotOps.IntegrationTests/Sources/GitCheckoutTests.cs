using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Sources;

public sealed class GitCheckoutTests : IAsyncLifetime
{
    readonly GitRig rig = new();
    readonly Lines log = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [Fact]
    public async Task Two_builds_lay_two_commits_side_by_side_cut_off_from_the_mirror()
    {
        var repository = rig.NewRepository();
        var first = repository.Commit("first");
        var second = repository.Commit("second");
        var source = rig.Source();
        var (one, two) = (rig.NewTree(), rig.NewTree());

        await Task.WhenAll(source.Checkout(repository.AsFile(), first, one, log, default), source.Checkout(repository.AsFile(), second, two, log, default));

        Assert.Equal("first", File.ReadAllText(Path.Combine(one, "file.txt")));
        Assert.Equal("second", File.ReadAllText(Path.Combine(two, "file.txt")));
        Assert.Equal([Path.Combine(one, "file.txt")], Directory.EnumerateFileSystemEntries(one));
        Assert.Empty(rig.WorktreesNoted());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(rig.Mirrors));

        await Assert.ThrowsAsync<IOException>(() => source.Checkout(repository.AsFile(), second, one, log, default));
        Assert.True(Directory.Exists(one));
        await source.Remove(repository.AsFile(), one, default);
        await source.Remove(repository.AsFile(), one, default);
        Assert.False(Directory.Exists(one));
    }

    [Fact]
    public async Task With_the_server_away_what_the_mirror_has_is_compared_and_laid_and_only_a_new_request_fails()
    {
        var repository = rig.NewRepository();
        var first = repository.Commit("first");
        var second = repository.Commit("second");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);
        Directory.Move(repository.Folder, repository.Folder + ".away");

        Assert.Equal("first", (await source.Checkout(repository.AsFile(), first, rig.NewTree(), log, default)).Title);
        Assert.Equal([second], (await source.Compare(repository.AsFile(), first, second, default)).Added.Select(c => c.Id));
        await Assert.ThrowsAsync<SourceError>(() => source.Resolve(repository.AsFile(), "master", default));
        await Assert.ThrowsAsync<SourceError>(() => source.Checkout(repository.AsFile(), new string('a', 40), rig.NewTree(), log, default));
    }

    [Fact]
    public async Task Commits_that_would_disappear_are_told_apart_from_those_that_come()
    {
        var repository = rig.NewRepository();
        repository.Commit("base");
        var older = repository.Commit("runs, older");
        var runs = repository.Commit("runs");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);
        repository.Git("reset", "--hard", "--quiet", "HEAD~2");
        var added = Enumerable.Range(1, 205).Select(i => repository.Commit($"new {i}")).ToList()[^1];

        var comparison = await source.Compare(repository.AsFile(), runs, added, default);

        Assert.Equal((200, 205, "new 205"), (comparison.Added.Count, comparison.AddedCount, comparison.Added[0].Title));
        Assert.Equal([runs, older], comparison.Gone.Select(c => c.Id));
        Assert.False(comparison.FromUnknown);
        Assert.Equal(0, (await source.Compare(repository.AsFile(), added, added, default)).AddedCount);
    }

    [Fact]
    public async Task What_runs_but_is_in_no_repository_any_more_is_told_as_such()
    {
        var repository = rig.NewRepository();
        var to = repository.Commit("first");
        var lost = new string('b', 40);

        var comparison = await rig.Source().Compare(repository.AsFile(), lost, to, default);

        Assert.True(comparison.FromUnknown);
        Assert.Equal([lost], comparison.Gone.Select(c => c.Id));
        Assert.Equal([to], comparison.Added.Select(c => c.Id));
    }

    [Fact]
    public async Task Submodules_are_laid_when_the_repository_asks_for_them()
    {
        var library = rig.NewRepository("library");
        library.Commit("library", "library.txt");
        var repository = rig.NewRepository();
        repository.Git("submodule", "--quiet", "add", "../library", "lib");
        var commit = repository.Commit("with library");
        var (with, without) = (rig.NewTree(), rig.NewTree());
        var source = rig.Source();

        await source.Checkout(repository.AsFile(submodules: true), commit, with, log, default);
        await source.Checkout(repository.AsFile(), commit, without, log, default);

        Assert.Equal("library", File.ReadAllText(Path.Combine(with, "lib", "library.txt")));
        Assert.False(File.Exists(Path.Combine(without, "lib", "library.txt")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(with, ".git", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
        Assert.Contains("Submodule path 'lib': checked out", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_made_tree_and_one_with_read_only_folders_are_removed()
    {
        var repository = rig.NewRepository();
        var commit = repository.Commit("first");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);
        var mirror = Directory.EnumerateDirectories(rig.Mirrors).Single();
        var tree = rig.NewTree();
        repository.Git("--git-dir=" + mirror, "worktree", "add", "--quiet", "--detach", "--no-checkout", tree, commit);
        Assert.Single(rig.WorktreesNoted());
        var cache = Directory.CreateDirectory(Path.Combine(tree, "cache", "inner")).FullName;
        File.WriteAllText(Path.Combine(cache, "x"), "x");
        File.SetUnixFileMode(cache, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await source.Remove(repository.AsFile(), tree, default);

        Assert.False(Directory.Exists(tree));
        Assert.Empty(rig.WorktreesNoted());
        await source.Checkout(repository.AsFile(), commit, tree, log, default);
    }
}
