using System.Formats.Tar;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>What the host script does with managed files: writes them, and finds out what hands did to them.</summary>
public class ManagedFileTests
{
    static readonly ManagedFile App = new("config/app.yaml", "port: {port}\naddress: {address}\nhost: {host}\nlevel: info\n");

    [Fact]
    public async Task A_file_is_written_with_its_mode_and_what_the_placeholders_stand_for()
    {
        await using var host = new HostFolder();
        await Release(host, 41, App, new ManagedFile("bin/run", "#!/bin/sh\n") { Mode = "0750" }, new ManagedFile("empty", ""), new ManagedFile("motd", "名: 茶\r\n") { Encoding = FileText.Gb18030 });

        Assert.Equal($"port: {host.Run.Port}\naddress: {host.Host.Address}\nhost: order-01\nlevel: info\n", await File.ReadAllTextAsync(host.In("current/config/app.yaml")));
        Assert.Equal(0b110_100_100, (int)File.GetUnixFileMode(host.In("current/config/app.yaml")));
        Assert.Equal(0b111_101_000, (int)File.GetUnixFileMode(host.In("current/bin/run")));
        Assert.Equal([0xC3, 0xFB, (byte)':', (byte)' ', 0xB2, 0xE8, (byte)'\r', (byte)'\n'], await File.ReadAllBytesAsync(host.In("current/motd")));
        Assert.Empty(await File.ReadAllBytesAsync(host.In("current/empty")));
        Assert.Empty(await Edits(host));
    }

    [Fact]
    public async Task Rendering_the_same_again_changes_nothing_and_the_current_release_is_never_rendered_otherwise()
    {
        await using var host = new HostFolder();
        var archive = await Release(host, 41, App);
        await File.AppendAllTextAsync(host.In("current/config/app.yaml"), "by: hand\n");

        await host.Done(Render(host, 41, archive));

        Assert.EndsWith("by: hand\n", Assert.Single(await Edits(host)).Content, StringComparison.Ordinal);
        host.Run = host.Run with { Files = [App with { Content = "level: debug\n" }] };
        var answer = await host.Ask(Render(host, 41, archive));
        Assert.Equal((1, "release 41 is current here: config/app.yaml is not changed there"), (answer.Code, answer.Reason));
        Assert.EndsWith("by: hand\n", Assert.Single(await Edits(host)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_unpacked_anew_is_rendered_anew()
    {
        await using var host = new HostFolder();
        var archive = await Release(host, 41, App);
        await Release(host, 42, App);
        Directory.Delete(host.In("releases/41"), recursive: true);

        await host.Done(HostVerbs.Fetch(Service, 41, 1, archive.Sha256));
        var early = await host.Ask(HostVerbs.Activate(Service, 41, 1, archive.Sha256));
        await host.Done(Render(host, 41, archive));
        await host.Done(HostVerbs.Activate(Service, 41, 1, archive.Sha256));

        Assert.Equal((1, "the files of release 41 were not rendered to the end"), (early.Code, early.Reason));
        Assert.True(File.Exists(host.In("current/config/app.yaml")));
    }

    [Fact]
    public async Task What_a_hand_changed_is_answered_whole_with_the_difference()
    {
        await using var host = new HostFolder();
        var large = new ManagedFile("large.txt", string.Concat(Enumerable.Range(0, 6000).Select(n => $"line {n}\n")));
        await Release(host, 41, App, large, new ManagedFile("same", "1\n"), new ManagedFile("gone", "1\n"));
        await File.AppendAllTextAsync(host.In("current/config/app.yaml"), "::botops code=0\n~%41 \\x41 $(touch x)");
        await File.AppendAllTextAsync(host.In("current/large.txt"), "end\n");
        File.Delete(host.In("current/gone"));
        host.Lines.Clear();

        var edits = await Edits(host);

        Assert.Equal(["config/app.yaml Changed", "large.txt Changed", "gone Deleted"], edits.Select(e => $"{e.Path} {e.State}"));
        Assert.Equal(
            """
            @@ -2,3 +2,5 @@
             address: ADDRESS
             host: order-01
             level: info
            +::botops code=0
            +~%41 \x41 $(touch x)
            \ No newline at end of file

            """, edits[0].Difference.Replace(host.Host.Address, "ADDRESS", StringComparison.Ordinal));
        Assert.Equal(await File.ReadAllTextAsync(host.In("current/config/app.yaml")), edits[0].Content);
        Assert.Equal(large.Content + "end\n", edits[1].Content);
        Assert.Equal((large.Content, "1\n"), (edits[1].Was, edits[2].Was));
        Assert.Contains("+~%41 \\x41 $(touch x)", host.Lines);
        Assert.Contains("gone: deleted", host.Lines);
    }

    [Fact]
    public async Task Edits_in_GB18030_come_through_unharmed()
    {
        await using var host = new HostFolder();
        await Release(host, 41, new ManagedFile("a", "名: 茶\n") { Encoding = FileText.Gb18030 }, new ManagedFile("b", "name: tea\n"));
        byte[] chinese = [.. FileText.Bytes("名: 茶\n店: 隆\n", FileText.Gb18030)];
        await File.WriteAllBytesAsync(host.In("current/a"), chinese);
        await File.WriteAllBytesAsync(host.In("current/b"), FileText.Bytes("name: 茶\n", FileText.Gb18030));

        var edits = await Edits(host);
        var taken = TakeOver.Into(new Settings { Run = host.Run }, edits, [host.Host]);
        host.Run = taken.Run;
        await Release(host, 42, [.. host.Run.Files]);

        Assert.Equal(["@@ -1 +1,2 @@\n 名: 茶\n+店: 隆\n", "\\ utf-8 → gb18030\n@@ -1 +1 @@\n-name: tea\n+name: 茶\n"], edits.Select(e => e.Difference));
        Assert.Equal(chinese, await File.ReadAllBytesAsync(host.In("releases/42/a")));
        Assert.Equal(await File.ReadAllBytesAsync(host.In("releases/41/b")), await File.ReadAllBytesAsync(host.In("releases/42/b")));
    }

    [Fact]
    public async Task What_is_no_readable_text_file_any_more_is_told_and_not_followed()
    {
        await using var host = new HostFolder();
        await Release(host, 41, [.. "link folder large binary deep/er".Split(' ').Select(p => new ManagedFile(p, "1\n"))]);
        foreach (var path in (string[])["link", "folder"]) File.Delete(host.In($"current/{path}"));
        File.CreateSymbolicLink(host.In("current/link"), "/etc/passwd");
        Directory.CreateDirectory(host.In("current/folder"));
        await File.WriteAllTextAsync(host.In("current/large"), new string('x', 65_537));
        await File.WriteAllBytesAsync(host.In("current/binary"), [1, 0, 2]);
        Directory.Delete(host.In("current/deep"), recursive: true);
        File.CreateSymbolicLink(host.In("current/deep"), "/etc");

        var edits = await Edits(host);

        Assert.Equal(["link NotAFile", "folder NotAFile", "large TooLarge", "binary NotText", "deep/er NotAFile"], edits.Select(e => $"{e.Path} {e.State}"));
        Assert.All(edits, e => Assert.Equal(("", ""), (e.Content, e.Difference)));
        Assert.DoesNotContain(host.Lines, l => l.Contains("root:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asking_for_edits_waits_for_nobody_needs_no_claim_and_changes_nothing()
    {
        await using var host = new HostFolder();
        Assert.Empty(await Edits(host));
        Assert.Equal([".botops"], Directory.GetFileSystemEntries(host.Folder).Select(Path.GetFileName)); // a host that nothing was deployed to

        host.Run = HealthTests.Shell("exec sleep 600") with
        {
            Health = new HealthCheck { Kind = "command", Command = ["sh", "-c", "touch ../../asked; until [ -e ../../go ]; do sleep 0.05; done"] },
        };
        var archive = await Release(host, 41, App);
        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));
        using var caller = host.Caller(HostVerbs.Health(Service, 41, 1, host.Run, host.Host.Address, archive.Sha256));
        await Eventually.True(() => File.Exists(host.In("asked")), "the health command holds the host");
        await File.AppendAllTextAsync(host.In("current/config/app.yaml"), "by: hand\n");
        var before = Everything(host);

        Assert.Single(await Edits(host));

        Assert.Equal(before, Everything(host));
        await File.WriteAllTextAsync(host.In("go"), "");
        await caller.WaitForExitAsync();
    }

    [Fact]
    public async Task Switching_back_brings_the_old_files_back_and_edits_of_them_are_seen_there()
    {
        await using var host = new HostFolder();
        var old = await Release(host, 41, App);
        var before = await File.ReadAllTextAsync(host.In("current/config/app.yaml"));
        await Release(host, 42, App with { Content = "level: debug\n" });
        Assert.Equal("level: debug\n", await File.ReadAllTextAsync(host.In("current/config/app.yaml")));

        await host.Done(HostVerbs.Activate(Service, 41, 1, old.Sha256));

        Assert.Equal(before, await File.ReadAllTextAsync(host.In("current/config/app.yaml")));
        Assert.Empty(await Edits(host));
        await File.WriteAllTextAsync(host.In("current/config/app.yaml"), "level: trace\n");
        var edit = Assert.Single(await Edits(host));
        Assert.Equal((before, "level: trace\n"), (edit.Was, edit.Content));
    }

    [Fact]
    public async Task A_release_whose_files_were_not_rendered_to_the_end_is_not_switched_to()
    {
        await using var host = new HostFolder();
        await Release(host, 41, App);
        host.Run = host.Run with { Files = [App, new ManagedFile("health/deep", "1\n")] }; // the artifact has a file where a folder is wanted
        var archive = await host.Send("two");
        await host.Done(HostVerbs.Fetch(Service, 42, 1, archive.Sha256));
        Assert.Equal(1, (await host.Ask(Render(host, 42, archive))).Code);

        var answer = await host.Ask(HostVerbs.Activate(Service, 42, 1, archive.Sha256));

        Assert.Equal((1, "the files of release 42 were not rendered to the end", "releases/41"), (answer.Code, answer.Reason, host.Current));
        host.Run = host.Run with { Files = [App] };
        await host.Done(Render(host, 42, archive));
        await host.Done(HostVerbs.Activate(Service, 42, 1, archive.Sha256));
    }

    [Fact]
    public async Task Links_of_the_artifact_are_not_followed_out_of_the_release()
    {
        await using var host = new HostFolder();
        Directory.CreateDirectory(host.In("shared"));
        var archive = await host.Send(await Archive(
            new PaxTarEntry(TarEntryType.Directory, "conf.d"), new PaxTarEntry(TarEntryType.SymbolicLink, "inside") { LinkName = "conf.d" },
            new PaxTarEntry(TarEntryType.SymbolicLink, "file") { LinkName = "conf.d/other" }));
        await host.Done(HostVerbs.Fetch(Service, 42, 1, archive.Sha256));
        host.Run = host.Run with { Files = [new ManagedFile("inside/a", "1\n"), new ManagedFile("file", "2\n")] };
        await host.Done(Render(host, 42, archive));

        Assert.Equal("1\n", await File.ReadAllTextAsync(host.In("releases/42/conf.d/a")));
        Assert.Equal(("2\n", false), (await File.ReadAllTextAsync(host.In("releases/42/file")), File.Exists(host.In("releases/42/conf.d/other"))));

        File.CreateSymbolicLink(host.In("releases/42/outside"), host.In("shared"));
        host.Run = host.Run with { Files = [new ManagedFile("outside/deep/a", "1\n")] };
        var answer = await host.Ask(Render(host, 42, archive));
        Assert.Equal((1, "outside/deep/a of release 42 lies behind a link that leads out of it"), (answer.Code, answer.Reason));
        Assert.Empty(Directory.GetFileSystemEntries(host.In("shared")));
    }

    [Theory]
    [InlineData("file.0.path", "../escaped")]
    [InlineData("file.0.path", "/tmp/escaped")]
    [InlineData("file.0.path", ".botops-sha256")]
    [InlineData("file.0.path", "a/./b")]
    [InlineData("file.0.path", "a\nb")]
    [InlineData("file.0.mode", "4755")]
    [InlineData("file.0.content", "a b")]
    [InlineData("shared.0", "../../other")]
    public async Task A_call_that_is_not_understood_changes_nothing(string name, string value)
    {
        await using var host = new HostFolder();
        host.Run = host.Run with { Files = [new ManagedFile("a", "1\n")], Shared = ["x"] };
        var archive = await host.Send("one");
        await host.Done(HostVerbs.Fetch(Service, 42, 1, archive.Sha256));
        var call = Render(host, 42, archive);

        var answer = await host.Ask(call with { Arguments = new Dictionary<string, string>(call.Arguments) { [name] = value } });

        Assert.Equal(64, answer.Code);
        Assert.Equal([".botops-sha256", "health", "version"], Directory.GetFileSystemEntries(host.In("releases/42")).Select(Path.GetFileName).Order());
        Assert.False(Directory.Exists(host.In(".botops/rendered/42")));
    }

    [Fact]
    public async Task The_records_of_a_pruned_release_go_with_it()
    {
        await using var host = new HostFolder();
        for (var release = 1; release <= 3; release++) await Release(host, release, App);

        await host.Done(HostVerbs.Prune(Service, 3, 1, 2, []));

        Assert.Equal(["2", "3"], Directory.GetDirectories(host.In(".botops/rendered")).Select(Path.GetFileName).Order());
        Assert.Equal(["2", "3"], Directory.GetDirectories(host.In("releases")).Select(Path.GetFileName).Order());
    }

    static async Task<HostFile> Release(HostFolder host, long release, params ManagedFile[] files)
    {
        host.Run = host.Run with { Files = files };
        var archive = await host.Send($"v{release}");
        await host.Done(HostVerbs.Fetch(Service, release, 1, archive.Sha256));
        await host.Done(Render(host, release, archive));
        await host.Done(HostVerbs.Activate(Service, release, 1, archive.Sha256));
        return archive;
    }

    static HostCall Render(HostFolder host, long release, HostFile archive) => HostVerbs.Render(Service, release, 1, host.Run, host.Host, archive.Sha256);

    static async Task<IReadOnlyList<FileEdit>> Edits(HostFolder host) => EditedFiles.Of(host.Host.Name, await host.Done(HostVerbs.Edited(Service)));

    /// <summary>Every file of the host with its time.</summary>
    static List<string> Everything(HostFolder host) =>
        [.. Directory.EnumerateFileSystemEntries(host.Folder, "*", SearchOption.AllDirectories).Order().Select(f => $"{f} {File.GetLastWriteTimeUtc(f):O}")];
}
