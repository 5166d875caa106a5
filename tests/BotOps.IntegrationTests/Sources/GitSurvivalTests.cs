using System.Net;
using System.Net.Sockets;
using BotOps.Adapters.Sources;
using BotOps.Adapters.Sources.Git;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotOps.IntegrationTests.Sources;

/// <summary>What a kill, a hang and a second process may do to a mirror.</summary>
public sealed class GitSurvivalTests : IAsyncLifetime, IDisposable
{
    readonly GitRig rig = new();
    readonly TcpListener silent = new(IPAddress.Loopback, 0); // accepts and says nothing

    public Task InitializeAsync()
    {
        silent.Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => rig.Close();

    public void Dispose() => silent.Dispose();

    [Fact]
    public async Task Two_processes_and_many_tasks_resolve_at_once_into_one_mirror()
    {
        var repository = rig.NewRepository();
        var commit = repository.Commit("first");
        GitSource[] processes = [rig.Source(), rig.Source()];

        var resolved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => processes[i % 2].Resolve(repository.AsFile(), "master", default)));

        Assert.All(resolved, r => Assert.Equal(commit, r.Commit.Id));
        Assert.Equal([".git", ".lock"], Directory.EnumerateFileSystemEntries(rig.Mirrors).Select(Path.GetExtension).Order());
    }

    [Fact]
    public async Task A_clone_whose_worker_was_killed_is_ended_and_made_anew()
    {
        var repository = rig.NewRepository();
        var commit = repository.Commit("first");
        var mirror = MirrorOf(repository);
        Directory.CreateDirectory(rig.Mirrors);
        var part = $"{mirror[..^4]}.0123.part";
        using var left = Programs.Start("git", rig.Folder, "clone", "--bare", Silent, part);
        await Eventually.True(() => Directory.Exists(part), "the clone began");
        using (var held = FolderLock.TryTake(Path.ChangeExtension(mirror, ".lock"))) held!.Note(left.Id); // let go without Forget, as the kernel does

        var revision = await rig.Source().Resolve(repository.AsFile(), "master", default);

        Assert.Equal(commit, revision.Commit.Id);
        Assert.True(left.HasExited);
        Assert.False(Directory.Exists(part));
    }

    [Fact]
    public async Task Locks_that_a_killed_git_left_do_not_stop_the_next_fetch()
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);
        var second = repository.Commit("second");
        repository.Git("tag", "v2");
        foreach (var stale in new[] { "packed-refs.lock", "refs/heads/master.lock", "refs/tags/v2.lock", "HEAD.lock" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(MirrorOf(repository), stale))!);
            File.WriteAllText(Path.Combine(MirrorOf(repository), stale), "");
        }

        Assert.Equal(second, (await source.Resolve(repository.AsFile(), "master", default)).Commit.Id);
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("HEAD")]
    [InlineData("packs")]
    [InlineData("packs", false)]
    public async Task A_broken_mirror_is_cloned_again(string broken, bool pushed = true)
    {
        var repository = rig.NewRepository();
        repository.Commit("first");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);
        var mirror = MirrorOf(repository);
        if (broken == "HEAD") File.WriteAllText(Path.Combine(mirror, "HEAD"), "\0\0\0");
        else if (broken == "objects") Directory.Delete(Path.Combine(mirror, "objects"), recursive: true);
        else
            foreach (var pack in Directory.EnumerateFiles(Path.Combine(mirror, "objects"), "*", SearchOption.AllDirectories))
            {
                File.SetUnixFileMode(pack, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                using var cut = File.OpenWrite(pack);
                cut.SetLength(cut.Length / 2);
            }
        var newest = pushed ? repository.Commit("second") : repository.Git("rev-parse", "HEAD");

        Assert.Equal(newest, (await source.Resolve(repository.AsFile(), "master", default)).Commit.Id);
        await source.Checkout(repository.AsFile(), newest, rig.NewTree(), new Lines(), default);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_at_the_limit()
    {
        var error = await Assert.ThrowsAsync<SourceError>(
            () => FetchFromSilent(rig.Source(fetchLimit: TimeSpan.FromSeconds(0.5)), default));

        Assert.Contains("did not answer within", error.Message, StringComparison.Ordinal);
        await NoProcessLeft();
    }

    [Fact]
    public async Task A_cancelled_fetch_ends_at_once_and_leaves_no_process()
    {
        using var cancel = new CancellationTokenSource();
        var fetching = FetchFromSilent(rig.Source(), cancel.Token);
        await Eventually.True(() => rig.Processes(Silent).Count > 0, "git waits for the server");

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching.WaitAsync(TimeSpan.FromSeconds(10)));
        await NoProcessLeft();
    }

    [Fact]
    public async Task Git_gets_an_environment_of_its_own_and_no_secret_among_its_arguments()
    {
        Environment.SetEnvironmentVariable("BOTOPS_TEST_GIT_TOKEN", "t0ken-0815");
        using var cancel = new CancellationTokenSource();
        var fetching = rig.Source().Resolve(new Repository("git", Silent, Token: "env:BOTOPS_TEST_GIT_TOKEN"), "master", cancel.Token);
        await Eventually.True(() => rig.Processes(Silent).Count > 0, "git waits for the server");

        foreach (var process in rig.Processes(Silent))
        {
            var environment = File.ReadAllText($"/proc/{process}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains($"HOME={rig.Data}/git/home", environment);
            Assert.Contains("GIT_TERMINAL_PROMPT=0", environment);
            Assert.DoesNotContain(environment, v => v.StartsWith("BOTOPS_TEST_GIT_TOKEN", StringComparison.Ordinal) || v.StartsWith("DOTNET", StringComparison.Ordinal));
            Assert.DoesNotContain("t0ken", File.ReadAllText($"/proc/{process}/cmdline"), StringComparison.Ordinal);
        }
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
    }

    [Fact]
    public async Task The_start_of_BotOps_ends_what_a_kill_left_though_nobody_asks_for_that_repository_again()
    {
        var mirror = MirrorOf(Silent);
        Directory.CreateDirectory(rig.Mirrors);
        var part = $"{mirror[..^4]}.0123.part";
        using var left = Programs.Start("git", rig.Folder, "clone", "--bare", Silent, part);
        await Eventually.True(() => Directory.Exists(part), "the clone began");
        using (var held = FolderLock.TryTake(Path.ChangeExtension(mirror, ".lock"))) held!.Note(left.Id);

        await using var services = new ServiceCollection().AddLogging().AddSingleton(NoDatabase.References).AddGit(new GitOptions { DataFolder = rig.Data }).BuildServiceProvider();
        Assert.Equal("git", services.GetRequiredService<ISourceControl>().Kind);
        var upkeep = services.GetServices<IHostedService>().Single();
        await upkeep.StartAsync(default);

        await Eventually.True(() => left.HasExited && !Directory.Exists(part), "nothing is left");
        await upkeep.StopAsync(default);
    }

    string Silent => $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x.git";

    /// <summary>Into a mirror that exists, so that the limit of a fetch holds.</summary>
    async Task FetchFromSilent(GitSource source, CancellationToken stopping)
    {
        var mirror = Path.Combine(rig.Mirrors, Path.GetFileName(MirrorOf(Silent)));
        Programs.Run("git", rig.Folder, "init", "--quiet", "--bare", mirror);
        await source.Resolve(new Repository("git", Silent), "master", stopping);
    }

    Task NoProcessLeft() => Eventually.True(() => rig.Processes(Silent).Count == 0, "no git process is left", TimeSpan.FromSeconds(1));

    string MirrorOf(TestRepository repository) => MirrorOf(repository.AsFile().Url);

    string MirrorOf(string url)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(url)));
        return Path.Combine(rig.Mirrors, hash[..40] + ".git");
    }
}
