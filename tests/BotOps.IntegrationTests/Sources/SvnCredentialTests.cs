using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Sources;

public sealed class SvnCredentialTests : IAsyncLifetime
{
    readonly SvnRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [SkippableFact]
    public async Task The_right_password_opens_the_repository_and_is_written_nowhere()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first");
        using var server = await SvnServe.Start(rig.Database);
        var (source, log, tree) = (rig.Source(), new Lines(), rig.NewTree());

        Assert.Equal($"trunk@{first}", (await source.Resolve(Served(server, SvnServe.Password), "trunk", default)).Commit.Id);
        await source.Checkout(Served(server, SvnServe.Password), $"trunk@{first}", tree, log, default);

        Assert.Equal("first", File.ReadAllText(Path.Combine(tree, "file.txt")));
        Assert.DoesNotContain(SvnServe.Password, log.Text, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(rig.Data, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(tree, "*", SearchOption.AllDirectories)))
            Assert.DoesNotContain(SvnServe.Password, File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_wrong_a_missing_and_an_unresolved_password_say_what_to_do_and_wait_for_no_prompt()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");
        using var server = await SvnServe.Start(rig.Database);

        var wrong = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(Served(server, "wrong-0815"), "trunk", default));
        Assert.Contains(Texts.Svn.PasswordRefused, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-0815", wrong.ToString(), StringComparison.Ordinal);

        var none = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("svn", server.Url + "/shop"), "trunk", default));
        Assert.Contains(Texts.Svn.PasswordNeeded, none.Message, StringComparison.Ordinal);

        var unset = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(Served(server, "x") with { Token = "env:BOTOPS_TEST_UNSET" }, "trunk", default));
        Assert.Contains("BOTOPS_TEST_UNSET", unset.Message, StringComparison.Ordinal);

        var user = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(Served(server, "x") with { TokenUser = null }, "trunk", default));
        Assert.Equal(Texts.Svn.UserMissing(server.Url + "/shop"), user.Message);
    }

    [SkippableFact]
    public async Task Addresses_that_cannot_be_right_are_refused_before_any_client_runs()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        foreach (var url in new[] { "svn://deployer:secret@svn.example.org/shop", "https://deployer@svn.example.org/shop", "svn://-x/shop", "ftp://svn.example.org/shop", "svn+ssh://-oProxyCommand@host/x", "https://svn.example.org/shop?x" })
            await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("svn", url), "trunk", default));

        var clear = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("svn", "http://svn.example.org/shop", Token: "env:PATH", TokenUser: "x"), "trunk", default));
        Assert.Equal(Texts.Svn.ClearPassword("http://svn.example.org/shop"), clear.Message);
    }

    [SkippableFact]
    public async Task A_server_that_is_away_and_one_that_never_answers_say_so_and_leave_no_process()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var address = $"svn://127.0.0.1:{port}/shop";

        var slow = await Assert.ThrowsAsync<SourceError>(() => rig.Source(readLimit: TimeSpan.FromSeconds(1)).Resolve(new("svn", address), "trunk", default));
        Assert.Equal(Texts.GitSlow(address, TimeSpan.FromSeconds(1)), slow.Message);

        using var cancel = new CancellationTokenSource();
        var asked = rig.Source().Resolve(new("svn", address), "trunk", cancel.Token);
        await Eventually.True(() => Clients(address) > 0, "svn runs");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.True(() => Clients(address) == 0, "svn was ended");

        silent.Stop();
        var away = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("svn", address), "trunk", default));
        Assert.Contains(Texts.GitHostAway, away.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_key_opens_a_repository_over_ssh_and_an_unknown_host_is_refused()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        Skip.IfNot(SshServer.Available, SshServer.Missing);
        var first = rig.Commit("first");
        using var server = await SshServer.Start(Path.Combine(rig.Folder, "ssh"));
        var repository = new Repository("svn", $"svn+ssh://{Environment.UserName}@127.0.0.1:{server.Port}{rig.Database}/shop", SshKey: $"file:{server.Key}", KnownHosts: server.KnownHosts);

        Assert.Equal($"trunk@{first}", (await rig.Source().Resolve(repository, "trunk", default)).Commit.Id);

        var unknown = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(repository with { KnownHosts = null }, "trunk", default));
        Assert.Contains(Texts.GitHostUnknown, unknown.Message, StringComparison.Ordinal);
        var keyless = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(repository with { SshKey = null }, "trunk", default));
        Assert.Equal(Texts.RepositoryNeedsKey(repository.Url), keyless.Message);
    }

    Repository Served(SvnServe server, string password)
    {
        var file = Path.Combine(rig.Folder, $"password-{Guid.NewGuid():N}");
        File.WriteAllText(file, password + "\n");
        return new("svn", server.Url + "/shop", Token: $"file:{file}", TokenUser: SvnServe.User);
    }

    static int Clients(string naming) => Process.GetProcessesByName("svn").Count(p =>
    {
        try
        {
            return File.ReadAllText($"/proc/{p.Id}/cmdline").Contains(naming, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    });
}
