using System.Formats.Tar;
using System.IO.Compression;
using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Builds;

/// <summary>Builds by Debian's maven, without a network.</summary>
public sealed class MavenBuildTests
{
    static readonly MavenSettings Maven = new() { Settings = "settings.xml" };

    [SkippableFact]
    public async Task A_war_is_built_with_the_profile_found_by_its_package_and_named_without_its_version()
    {
        using var bench = await Bench();
        MavenTree.War(bench);

        var artifact = await bench.Build(new BuildSettings { Maven = Maven with { Profile = "prod", Args = ["-DskipTests"] } });

        Assert.Equal(["order-web.war"], await Names(bench, artifact));
        Assert.Equal("production", await InWar(bench, artifact, "WEB-INF/classes/stage.txt"));
        var line = bench.Lines.Single(l => l.StartsWith("$ ", StringComparison.Ordinal));
        Assert.Matches(@"^\$ mvn -B --no-transfer-progress -Dmaven\.repo\.local=\S+/maven/7\S*/1 -s settings\.xml -Pprod -DskipTests package ", line);
        Assert.Contains("target/order-web-1.4-SNAPSHOT.war is order-web.war on the hosts", bench.Lines);
    }

    [SkippableFact]
    public async Task The_local_repository_is_kept_for_the_next_build_and_two_at_once_have_one_each()
    {
        using var bench = await Bench();
        MavenTree.War(bench);
        var settings = new BuildSettings { Maven = Maven with { Args = ["-DskipTests"] } };

        var both = Task.WhenAll(bench.Build(settings), bench.Build(settings));
        await both;
        await bench.Build(settings with { Maven = settings.Maven! with { Args = ["-DskipTests", "--offline"] } }); // everything is there

        var repositories = Directory.EnumerateDirectories(Directory.EnumerateDirectories(Path.Combine(bench.Options.DataFolder, "maven")).Single()).Select(Path.GetFileName).Order();
        Assert.Equal(["1", "2"], repositories);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Options.DataFolder, "builds")));
    }

    [SkippableFact]
    public async Task Failed_tests_are_named_in_the_reason_with_the_first_line_of_what_they_said()
    {
        using var bench = await Bench();
        Skip.IfNot(MavenTree.HasJUnit, MavenTree.NoJUnit);
        MavenTree.War(bench);
        MavenTree.FailingTests(bench);

        var failed = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(new BuildSettings { Maven = Maven }));

        Assert.StartsWith("2 of 4 tests failed: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("OrderTest.refuses_nothing: no order", failed.Message, StringComparison.Ordinal);
        Assert.Contains("OrderTest.breaks: out of <stock>", failed.Message, StringComparison.Ordinal);
        Assert.EndsWith("mvn exited with 1.", failed.Message, StringComparison.Ordinal);
        Assert.Contains("4 tests: 2 failed, 1 skipped", bench.Lines);
    }

    [SkippableFact]
    public async Task A_module_is_built_with_its_parent_and_a_parent_alone_makes_nothing_to_deploy()
    {
        using var bench = await Bench();
        bench.Write("pom.xml", MavenTree.Parent("web"));
        MavenTree.War(bench, "web", "<parent><groupId>shop</groupId><artifactId>shop</artifactId><version>1.4-SNAPSHOT</version></parent>");
        var settings = new BuildSettings { Maven = Maven with { Args = ["-DskipTests"] } };

        var artifact = await bench.Build(settings with { Maven = settings.Maven! with { Module = "web" } });
        Assert.Equal(["order-web.war"], await Names(bench, artifact));

        var parent = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings));
        Assert.Contains("build.maven.module", parent.Message, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings with { Maven = settings.Maven! with { Module = "web", Package = "pay-web" } }));
        Assert.Contains("In web/target is not exactly one war or jar called pay-web; there is: order-web-1.4-SNAPSHOT.war.", other.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_JDK_is_taken_by_its_name_and_one_that_is_not_there_is_named()
    {
        using var bench = await Bench(new Dictionary<string, string> { ["17"] = JavaHome, ["8"] = "/nowhere" });
        MavenTree.War(bench);
        var settings = new BuildSettings { Maven = Maven with { Goals = ["--version"] }, Artifact = ["pom.xml"] };

        await bench.Build(settings with { Maven = settings.Maven! with { Jdk = "17" } });
        Assert.Contains(bench.Lines, l => l.Contains($"runtime: {JavaHome}", StringComparison.Ordinal));

        var missing = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings with { Maven = settings.Maven! with { Jdk = "8" } }));
        Assert.Contains("there is no /nowhere/bin/java", missing.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings with { Maven = settings.Maven! with { Jdk = "21" } }));
        Assert.Contains("No JDK is called '21'", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("17, 8", unknown.Message, StringComparison.Ordinal);
    }

    static string JavaHome => Path.GetDirectoryName(Path.GetDirectoryName(File.ResolveLinkTarget("/usr/bin/java", returnFinalTarget: true)!.FullName))!;

    static async Task<BuildBench> Bench(IReadOnlyDictionary<string, string>? jdks = null)
    {
        Skip.IfNot(Database.Available, Database.Missing);
        Skip.IfNot(MavenTree.Available, MavenTree.Missing);
        var bench = await BuildBench.Create(jdks);
        MavenTree.Settings(bench);
        return bench;
    }

    static async Task<List<string>> Names(BuildBench bench, Artifact artifact)
    {
        List<string> names = [];
        await using var tar = new TarReader(new GZipStream((await bench.Store.Open(artifact.Sha256, default))!, CompressionMode.Decompress));
        while (await tar.GetNextEntryAsync() is { } entry) names.Add(entry.Name);
        return names;
    }

    static async Task<string> InWar(BuildBench bench, Artifact artifact, string name)
    {
        await using var tar = new TarReader(new GZipStream((await bench.Store.Open(artifact.Sha256, default))!, CompressionMode.Decompress));
        using var war = new ZipArchive((await tar.GetNextEntryAsync(copyData: true))!.DataStream!);
        using var reader = new StreamReader(war.GetEntry(name)!.Open());
        return (await reader.ReadToEndAsync()).Trim();
    }
}
