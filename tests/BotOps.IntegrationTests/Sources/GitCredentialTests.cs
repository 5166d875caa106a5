using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Sources;

public sealed class GitCredentialTests : IAsyncLifetime
{
    const string Token = "t0ken-of-the-test-7f3a";
    readonly GitRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [Fact]
    public async Task The_right_token_opens_the_repository_and_its_submodules_and_is_written_nowhere()
    {
        var library = rig.NewRepository("library");
        library.Commit("library", "library.txt");
        var repository = rig.NewRepository();
        repository.Git("submodule", "--quiet", "add", "../library", "lib");
        var commit = repository.Commit("first");
        await using var server = await GitServer.Start(Path.Combine(rig.Folder, "repositories"), "deployer", Token);
        var log = new Lines();
        var tree = rig.NewTree();
        var source = rig.Source();

        Assert.Equal(commit, (await source.Resolve(Web(server, Token), "master", default)).Commit.Id);
        await source.Checkout(Web(server, Token), commit, tree, log, default);

        Assert.True(File.Exists(Path.Combine(tree, "lib", "library.txt")));
        Assert.DoesNotContain(Token, log.Text, StringComparison.Ordinal);
        var basic = server.Seen[0]["Basic ".Length..];
        foreach (var file in Directory.EnumerateFiles(rig.Data, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file, System.Text.Encoding.Latin1);
            Assert.False(text.Contains(Token, StringComparison.Ordinal) || text.Contains(basic, StringComparison.Ordinal), file);
        }
    }

    [Fact]
    public async Task A_wrong_and_a_missing_token_say_so_and_wait_for_no_prompt()
    {
        rig.NewRepository().Commit("first");
        await using var server = await GitServer.Start(Path.Combine(rig.Folder, "repositories"), "deployer", Token);

        var wrong = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(Web(server, "wrong-0815"), "master", default));
        Assert.Contains(Texts.GitTokenRefused, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-0815", wrong.ToString(), StringComparison.Ordinal);

        var none = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("git", server.Url + "/order-svc"), "master", default));
        Assert.Contains(Texts.GitTokenNeeded, none.Message, StringComparison.Ordinal);

        var unset = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(Web(server, Token) with { Token = "env:BOTOPS_TEST_UNSET" }, "master", default));
        Assert.Contains("BOTOPS_TEST_UNSET", unset.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_does_not_follow_to_another_server()
    {
        rig.NewRepository().Commit("first");
        await using var stranger = await GitServer.Start(Path.Combine(rig.Folder, "repositories"), "deployer", Token);
        await using var server = await GitServer.Start(rig.Folder, "deployer", Token, movedTo: stranger.Url);

        var error = await Assert.ThrowsAsync<SourceError>(
            () => rig.Source().Resolve(Web(server, Token) with { Url = server.Url + "/moved/order-svc" }, "master", default));

        Assert.Contains(Texts.GitRedirected, error.Message, StringComparison.Ordinal);
        Assert.Empty(stranger.Seen);
    }

    [Fact]
    public async Task A_submodule_on_another_server_does_not_get_the_token()
    {
        var repository = rig.NewRepository();
        await using var stranger = await GitServer.Start(rig.Folder, "nobody", "nothing");
        await using var server = await GitServer.Start(Path.Combine(rig.Folder, "repositories"), "deployer", Token);
        repository.Submodule("lib", stranger.Url + "/x.git", new string('c', 40));
        var commit = repository.Commit("first");

        await Assert.ThrowsAsync<SourceError>(() => rig.Source().Checkout(Web(server, Token), commit, rig.NewTree(), new Lines(), default));

        Assert.NotEmpty(stranger.Seen);
        Assert.All(stranger.Seen, a => Assert.Equal("", a));
    }

    [Fact]
    public async Task A_submodule_may_not_reach_this_machines_files()
    {
        var library = rig.NewRepository("library");
        var id = library.Commit("private");
        var repository = rig.NewRepository();
        await using var server = await GitServer.Start(Path.Combine(rig.Folder, "repositories"), "deployer", Token);
        repository.Submodule("lib", "file://" + library.Folder, id);
        var commit = repository.Commit("first");
        var tree = rig.NewTree();

        var error = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Checkout(Web(server, Token), commit, tree, new Lines(), default));

        Assert.Contains("'file' not allowed", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(tree));
    }

    [SkippableFact]
    public async Task A_key_of_its_own_opens_a_repository_over_ssh()
    {
        Skip.IfNot(SshServer.Available, SshServer.Missing);
        var repository = rig.NewRepository();
        var commit = repository.Commit("first");
        using var server = await SshServer.Start(Path.Combine(rig.Folder, "ssh"));

        Assert.Equal(commit, (await rig.Source().Resolve(Ssh(server, repository), "master", default)).Commit.Id);
    }

    [SkippableFact]
    public async Task An_unknown_host_a_changed_host_and_a_strange_key_are_refused_with_the_reason()
    {
        Skip.IfNot(SshServer.Available, SshServer.Missing);
        var repository = rig.NewRepository();
        repository.Commit("first");
        using var server = await SshServer.Start(Path.Combine(rig.Folder, "ssh"));
        Programs.Run("ssh-keygen", rig.Folder, "-q", "-t", "ed25519", "-N", "", "-f", "strange");
        var changed = Path.Combine(rig.Folder, "changed");
        File.WriteAllText(changed, $"[127.0.0.1]:{server.Port} {File.ReadAllText(Path.Combine(rig.Folder, "strange.pub"))}");
        var right = Ssh(server, repository);

        foreach (var (wrong, reason) in new[]
        {
            (right with { KnownHosts = null }, Texts.GitHostUnknown),
            (right with { KnownHosts = changed }, Texts.GitHostChanged),
            (right with { SshKey = $"file:{rig.Folder}/strange" }, Texts.GitKeyRefused)
        })
        {
            var error = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(wrong, "master", default));
            Assert.True(error.Message.Contains(reason, StringComparison.Ordinal), error.Message);
        }
    }

    Repository Web(GitServer server, string token)
    {
        var file = Path.Combine(rig.Folder, $"token-{token}");
        File.WriteAllText(file, token + "\n");
        return new("git", server.Url + "/order-svc", Token: $"file:{file}", TokenUser: "deployer", Submodules: true);
    }

    static Repository Ssh(SshServer server, TestRepository repository) =>
        new("git", $"ssh://{Environment.UserName}@127.0.0.1:{server.Port}{repository.Folder}", SshKey: $"file:{server.Key}", KnownHosts: server.KnownHosts);
}
