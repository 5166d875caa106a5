using System.Formats.Tar;
using System.IO.Compression;
using BotOps.Core.Builds;
using static BotOps.IntegrationTests.Builds.BuildBench;

namespace BotOps.IntegrationTests.Builds;

public class ArtifactTests
{
    [SkippableFact]
    public async Task An_artifact_keeps_paths_modes_and_links_and_strips_the_leading_folder()
    {
        using var bench = await BuildBench.Create();
        bench.Write("conf/app.yaml", "a: 1");
        bench.Write(".git", "gitdir: elsewhere");
        var settings = Shell("mkdir -p out/lib out/bin; echo a > out/lib/.hidden; echo b > out/lib/b.dll; install -m 755 /bin/true out/bin/run; ln -s ../lib/b.dll out/bin/b; chmod 4750 out/bin/run",
            "out/", "./conf/*.yaml", "**/b.dll") with
        { Strip = "out" };

        var artifact = await bench.Build(settings);

        var entries = await Entries(bench, artifact);
        Assert.Equal(["bin/b -> ../lib/b.dll", "bin/run 750", "conf/app.yaml 604", "lib/.hidden 644", "lib/b.dll 644"], entries);
    }

    [SkippableFact]
    public async Task The_same_files_make_the_same_bytes()
    {
        using var bench = await BuildBench.Create();
        var settings = Shell("mkdir -p out; for n in 3 1 2; do seq $n 100000 > out/$n; done", "out");

        var first = await bench.Build(settings);
        var second = await bench.Build(settings);

        Assert.Equal(first, second);
    }

    [SkippableFact]
    public async Task A_war_lies_exploded_in_its_folder_with_the_same_bytes_however_it_was_packed()
    {
        using var bench = await BuildBench.Create();
        War(bench, ("index.html", "hello"), ("WEB-INF/lib/a.jar", new string('a', 200_000)), ("META-INF/", ""));
        bench.Write("conf/context.xml", "<Context/>");
        var settings = Shell("true", "target/shop.war", "conf/context.xml") with { Strip = "target", Explode = "webapps/ROOT" };

        var artifact = await bench.Build(settings);
        War(bench, ("WEB-INF/lib/a.jar", new string('a', 200_000)), ("index.html", "hello"));
        var again = await bench.Build(settings);

        Assert.Equal(["conf/context.xml 604", "webapps/ROOT/WEB-INF/lib/a.jar 644", "webapps/ROOT/index.html 644"], await Entries(bench, artifact));
        Assert.Equal(artifact, again);
        Assert.Contains("target/shop.war is exploded as webapps/ROOT on the hosts", bench.Lines);

        var none = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings with { Artifact = ["conf"] }));
        Assert.StartsWith("The build made no war to explode into webapps/ROOT; its artifact has conf/context.xml.", none.Message, StringComparison.Ordinal);
        War(bench, ("WEB-INF/../../../evil", "x"));
        var evil = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(settings));
        Assert.Equal("target/shop.war cannot be exploded: its member WEB-INF/../../../evil leads out of it", evil.Message);
    }

    static void War(BuildBench bench, params (string Name, string Text)[] files)
    {
        bench.Write("target/shop.war", "");
        using var war = ZipFile.Open(Path.Combine(bench.Sources, "target/shop.war"), ZipArchiveMode.Update);
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(war.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    [SkippableTheory]
    [InlineData("out/*.dll", "The artifact path 'out/*.dll' matches nothing. In 'out' there is: app.jar, lib/.")]
    [InlineData("target", "The artifact path 'target' matches nothing. In the tree there is: README, out/.")]
    [InlineData("../../etc", "The artifact path '../../etc' leads out of the repository's tree; give it relative and without '..'.")]
    [InlineData("/etc/passwd", "The artifact path '/etc/passwd' leads out of the repository's tree; give it relative and without '..'.")]
    public async Task A_path_without_files_fails_with_what_is_there(string path, string reason)
    {
        using var bench = await BuildBench.Create();
        bench.Write("README", "read me");

        var failure = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(Shell("mkdir -p out/lib; touch out/app.jar", path)));

        Assert.Equal(reason, failure.Message);
    }

    [SkippableTheory]
    [InlineData("ln -s /etc/passwd out/x")]
    [InlineData("ln -s ../../etc out/x")]
    [InlineData("ln -s ../README out/x")]
    [InlineData("mkdir -p out/a/b; ln -s .. out/a/b/up; ln -s up/../../.. out/a/b/x; rm out/a/b/up; ln -s .. out/a/b/up")]
    [InlineData("mkfifo out/x")]
    public async Task What_leads_out_of_the_artifact_or_is_no_file_is_refused(string command)
    {
        using var bench = await BuildBench.Create();
        bench.Write("README", "read me");

        var failure = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(Shell($"mkdir out; touch out/app; {command}", "out") with { Strip = "out" }));

        Assert.StartsWith("'out/", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(bench.Options.DataFolder, "artifacts"), "*", SearchOption.AllDirectories));
    }

    [SkippableFact]
    public async Task A_folder_behind_a_symlink_is_not_entered()
    {
        using var bench = await BuildBench.Create();

        var artifact = await bench.Build(Shell("mkdir out; touch out/app; ln -s . out/loop; ln -s /etc elsewhere", "out", "**/ap*"));

        Assert.Equal(["out/app 644", "out/loop -> ."], await Entries(bench, artifact));
    }

    [SkippableFact]
    public void A_file_is_not_read_through_a_folder_that_was_swapped_for_a_symlink_nor_if_it_is_another_users()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Where a file was really opened is told by /proc");
        var tree = Directory.CreateTempSubdirectory("botops-tree-");
        Directory.CreateSymbolicLink(Path.Combine(tree.FullName, "conf"), "/etc");
        File.WriteAllText(Path.Combine(tree.FullName, "file"), "");
        var anyone = new BuildUser((int?)null);

        TreeFile.Open(tree.FullName, "file", anyone).Dispose();
        Assert.Throws<BuildFailed>(() => TreeFile.Open(tree.FullName, "conf/hostname", anyone));
        Assert.Throws<BuildFailed>(() => TreeFile.Open(tree.FullName, "conf", anyone));
        Assert.Throws<BuildFailed>(() => TreeFile.Open(tree.FullName, "file", new BuildUser(70007)));

        tree.Delete(recursive: true);
    }

    static async Task<List<string>> Entries(BuildBench bench, Artifact artifact)
    {
        await using var stored = await bench.Store.Open(artifact.Sha256, default);
        await using var tar = new TarReader(new GZipStream(stored!, CompressionMode.Decompress));
        var entries = new List<string>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            Assert.Equal((0, 0, new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero)), (entry.Uid, entry.Gid, entry.ModificationTime));
            entries.Add(entry.EntryType == TarEntryType.SymbolicLink ? $"{entry.Name} -> {entry.LinkName}" : $"{entry.Name} {Convert.ToString((int)entry.Mode, 8)}");
        }
        return entries;
    }
}
