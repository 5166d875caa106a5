using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Sources;

public sealed class GitResolveTests : IAsyncLifetime
{
    readonly GitRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [Fact]
    public async Task Branch_tag_and_commit_resolve_to_their_commit_also_after_a_push()
    {
        var repository = rig.NewRepository();
        var first = repository.Commit("first");
        repository.Git("tag", "-a", "v1.0", "-m", "one");
        repository.Git("branch", "feature/login");
        var source = rig.Source();

        Assert.Equal(new Revision("v1.0", "tag", new(first, "first", "Dev", Time(repository, first))), await source.Resolve(repository.AsFile(), "v1.0", default));
        Assert.Equal(("feature/login", "branch", first), Seen(await source.Resolve(repository.AsFile(), "feature/login", default)));
        Assert.Equal((first, "commit", first), Seen(await source.Resolve(repository.AsFile(), first[..7].ToUpperInvariant(), default)));

        var second = repository.Commit("second");
        Assert.Equal(("master", "branch", second), Seen(await source.Resolve(repository.AsFile(), "master", default)));
    }

    [Fact]
    public async Task A_commit_that_left_its_branch_still_resolves()
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        var left = repository.Commit("second");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);

        repository.Git("reset", "--hard", "--quiet", "HEAD~1");

        Assert.Equal((left, "commit", left), Seen(await source.Resolve(repository.AsFile(), left, default)));
        Assert.NotEqual(left, (await source.Resolve(repository.AsFile(), "master", default)).Commit.Id);
    }

    [Fact]
    public async Task A_commit_that_only_a_merge_request_has_is_brought_by_its_whole_id()
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        repository.Git("checkout", "--quiet", "--detach");
        var offered = repository.Commit("offered");
        repository.Git("update-ref", "refs/merge-requests/1/head", offered);
        repository.Git("checkout", "--quiet", "master");
        repository.Git("config", "uploadpack.allowTipSHA1InWant", "true");
        repository.Git("config", "protocol.version", "0");

        Assert.Equal((offered, "commit", offered), Seen(await rig.Source().Resolve(repository.AsFile(), offered, default)));
    }

    [Fact]
    public async Task An_unknown_ref_is_refused_with_the_names_that_are_near()
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        repository.Git("branch", "feature/login");
        repository.Git("branch", "feature/logout");
        var source = rig.Source();

        var error = await Assert.ThrowsAsync<UserError>(() => source.Resolve(repository.AsFile(), "feature/logn", default));

        Assert.Equal("feature/logn", error.AtFault);
        Assert.Contains("Did you mean feature/login, feature/logout?", error.Message, StringComparison.Ordinal);

        error = await Assert.ThrowsAsync<UserError>(() => source.Resolve(repository.AsFile(), "v11", default));
        Assert.EndsWith("There are feature/login, feature/logout, master.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--upload-pack=touch MARK")]
    [InlineData("--upload-pack=touch${IFS}MARK")]
    [InlineData("$(touch${IFS}MARK)")]
    [InlineData("`touch${IFS}MARK`")]
    [InlineData("; touch MARK")]
    [InlineData("|touch${IFS}MARK")]
    [InlineData("; rm -rf ~")]
    [InlineData("@/etc/passwd")]
    [InlineData("../../etc/passwd")]
    [InlineData("master@{1}")]
    [InlineData("master:file.txt")]
    [InlineData("HEAD~1")]
    [InlineData("/file -name x")]
    [InlineData("🚀")]
    [InlineData("فرع")]
    [InlineData("mas\u202Eter")]
    [InlineData("mas\0ter")]
    [InlineData("mas\nter")]
    [InlineData("\uD800")]
    [InlineData("")]
    [InlineData("10000")]
    public async Task A_hostile_name_is_refused_or_not_found_and_nothing_is_executed(string typed)
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        var mark = Path.Combine(rig.Folder, "MARK");
        typed = typed == "10000" ? new string('x', 10_000) : typed.Replace("MARK", mark, StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<UserError>(() => rig.Source().Resolve(repository.AsFile(), typed, default));

        Assert.True(error.Message.Length < 500);
        Assert.DoesNotContain(error.Message, c => char.IsControl(c) || c == '\u202E');
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("ext::sh -c touch% MARK")]
    [InlineData("--upload-pack=touch MARK")]
    [InlineData("ssh://-oProxyCommand=touch%20MARK/x")]
    [InlineData("-oProxyCommand=x@host:path")]
    [InlineData("https://user:hunter2@127.0.0.1/x.git")]
    [InlineData("relative/path")]
    public async Task A_hostile_address_is_refused_and_nothing_is_executed(string url)
    {
        var mark = Path.Combine(rig.Folder, "MARK");

        var error = await Assert.ThrowsAsync<SourceError>(
            () => rig.Source().Resolve(new("git", url.Replace("MARK", mark, StringComparison.Ordinal)), "master", default));

        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task A_folder_without_a_repository_and_an_empty_repository_say_so()
    {
        Directory.CreateDirectory(Path.Combine(rig.Folder, "empty"));

        var none = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("git", $"file://{rig.Folder}/empty"), "master", default));
        Assert.Contains(Texts.GitNotFound, none.Message, StringComparison.Ordinal);

        var empty = await Assert.ThrowsAsync<UserError>(() => rig.Source().Resolve(rig.NewRepository().AsFile(), "master", default));
        Assert.Contains("no commits yet", empty.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_file_repository_that_another_user_owns_is_read()
    {
        Skip.IfNot(Environment.UserName == "root", "only root can give a folder to another user");
        var repository = rig.NewRepository();
        var commit = repository.Commit("first");
        Programs.Run("chown", rig.Folder, "-R", "65534", repository.Folder);

        Assert.Equal(commit, (await rig.Source().Resolve(repository.AsFile(), "master", default)).Commit.Id);
    }

    [Fact]
    public async Task Names_are_suggested_from_the_mirror_best_first()
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        foreach (var branch in new[] { "release/1", "feature/rel", "prerel" }) repository.Git("branch", branch);
        repository.Git("tag", "rel");

        Assert.Equal(["rel", "release/1", "feature/rel", "prerel"], await rig.Source().Suggest(repository.AsFile(), "rel", 10, default));
        Assert.Equal(["rel", "release/1"], await rig.Source().Suggest(repository.AsFile(), "rel", 2, default));
    }

    static (string, string, string) Seen(Revision revision) => (revision.Name, revision.Kind, revision.Commit.Id);

    static DateTimeOffset Time(TestRepository repository, string commit) =>
        DateTimeOffset.Parse(repository.Git("show", "--no-patch", "--format=%cI", commit), System.Globalization.CultureInfo.InvariantCulture);
}
