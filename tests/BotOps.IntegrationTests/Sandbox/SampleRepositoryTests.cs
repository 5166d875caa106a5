using BotOps.Sandbox;
using CliWrap;
using CliWrap.Buffered;

namespace BotOps.IntegrationTests.Sandbox;

public sealed class SampleRepositoryTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    readonly string folder = Directory.CreateTempSubdirectory("botops-sample-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_repository_has_branches_tags_and_a_history_that_git_finds_sound()
    {
        var repository = await Make("order-svc", SampleHistory.Orders());

        Assert.Equal("", (await Git(repository, "fsck", "--strict")).Trim());
        Assert.Equal(["broken", "hotfix/price-of-cups", "master", "release/11.3", "sick"], await Lines(repository, "branch", "--format=%(refname:short)"));
        Assert.Equal(["v11.3.0", "v11.3.1"], await Lines(repository, "tag"));
        var titles = await Lines(repository, "log", "--format=%s", "master");
        Assert.Equal(12, titles.Length);
        Assert.Contains("修复：金额四舍五入错误", titles);
        Assert.Single(await Lines(repository, "log", "--format=%h", "master..hotfix/price-of-cups"));
        Assert.Equal("11.4.2", (await Git(repository, "show", "master:VERSION")).Trim());
    }

    [Fact]
    public async Task A_second_start_leaves_what_was_pushed_in_between()
    {
        var repository = await Make("order-svc", SampleHistory.Orders());
        await Git(repository, "branch", "mine", "master");

        await Make("order-svc", SampleHistory.Orders());

        Assert.Contains("mine", await Lines(repository, "branch", "--format=%(refname:short)"));
    }

    [Theory]
    [InlineData("order-svc", "master~11", true)]
    [InlineData("report-svc", "master", true)]
    [InlineData("order-svc", "broken", false)]
    public async Task A_commit_builds_without_a_network_as_a_user_of_its_own(string project, string commit, bool builds)
    {
        var repository = await Make(project, project == "order-svc" ? SampleHistory.Orders() : SampleHistory.Reports());
        var tree = Path.Combine(folder, "tree");
        await Git(repository, "clone", "--quiet", "--no-checkout", "--", repository, tree);
        await Git(tree, "switch", "--quiet", "--detach", commit is "master" or "broken" ? $"origin/{commit}" : commit);

        var result = await Publish(tree);

        Assert.Equal(builds, result.ExitCode == 0);
        Assert.Equal(builds, File.Exists(Path.Combine(tree, "out", $"{project}.dll")));
        if (!builds) Assert.Matches(@"Stock\.cs\(\d+,\d+\): error CS0103: The name 'pots'", result.StandardOutput);
    }

    async Task<string> Make(string name, IReadOnlyList<SampleCommit> history)
    {
        var path = Path.Combine(folder, $"{name}.git");
        await SampleRepository.Make(path, history, Now, CancellationToken.None);
        return path;
    }

    async Task<BufferedCommandResult> Publish(string tree)
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        string[] build = ["dotnet", "publish", "-c", "Release", "-o", "out"];
        if (Environment.IsPrivilegedProcess)
        {
            await Cli.Wrap("chmod").WithArguments(["0711", folder]).ExecuteAsync();
            await Cli.Wrap("chown").WithArguments(["-R", "64123:64123", tree, home]).ExecuteAsync();
            build = ["unshare", "--net", "setpriv", "--reuid=64123", "--regid=64123", "--clear-groups", .. build];
        }
        return await Cli.Wrap("env")
            .WithArguments(["-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", $"HOME={home}", $"TMPDIR={home}", "DOTNET_CLI_TELEMETRY_OPTOUT=1", "DOTNET_NOLOGO=1",
                "DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true", "DOTNET_CLI_USE_MSBUILD_SERVER=0", "MSBUILDDISABLENODEREUSE=1", "UseSharedCompilation=false", .. build])
            .WithWorkingDirectory(tree).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
    }

    static async Task<string> Git(string directory, params string[] arguments) =>
        (await Cli.Wrap("git").WithArguments(["-c", "safe.directory=*", .. arguments]).WithWorkingDirectory(directory).ExecuteBufferedAsync()).StandardOutput;

    static async Task<string[]> Lines(string directory, params string[] arguments) =>
        (await Git(directory, arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
