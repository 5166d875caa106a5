using System.Formats.Tar;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>The host script with real processes: what a rollout does with it.</summary>
public class DeployTests
{
    [SkippableFact]
    public async Task A_second_release_replaces_the_first_and_leaves_its_folder()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();

        await host.Deploy(41, fence: 1, "one");
        Assert.Equal("one", await host.Get("/version"));
        var first = await host.Done(HostVerbs.Status(Service));

        var archive = await host.Deploy(42, fence: 2, "two");

        Assert.Equal("two", await host.Get("/version"));
        Assert.Equal("releases/42", host.Current);
        Assert.True(Directory.Exists(host.In("releases/41")));
        Assert.False(Lives(int.Parse(first.Values["pid"])));
        var second = await host.Done(HostVerbs.Status(Service));
        Assert.Equal(("42", archive.Sha256, "yes", "2"), (second.Values["release"], second.Values["sha256"], second.Values["running"], second.Values["fence"]));
        Assert.Equal("41", (await host.Done(HostVerbs.Activate(Service, 42, 2, archive.Sha256))).Values["previous"]);
    }

    [SkippableFact]
    public async Task A_second_start_of_the_same_release_starts_nothing()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        await host.Deploy(41, 1, "one");
        var before = await host.Done(HostVerbs.Status(Service));

        var again = await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));

        Assert.Equal(before.Values["pid"], again.Values["pid"]);
    }

    [SkippableFact]
    public async Task A_change_is_stop_activate_and_start_and_is_not_done_once_more_where_its_end_was_not_heard()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        await host.Deploy(41, 1, "one");
        var archive = await host.Send("two");
        await host.Done(HostVerbs.Fetch(Service, 42, 2, archive.Sha256));
        var change = HostVerbs.Change(
            HostVerbs.Stop(Service, 42, 2, host.Run), HostVerbs.Activate(Service, 42, 2, archive.Sha256), HostVerbs.Start(Service, 42, 2, host.Run, host.Host.Address));

        var answer = await host.Done(change);
        Assert.Equal(("41", "41"), (answer.Values["stopped"], answer.Values["previous"]));
        await host.Done(HostVerbs.Health(Service, 42, 2, host.Run, host.Host.Address, archive.Sha256));
        Assert.Equal("two", await host.Get("/version"));

        using var caller = host.Caller(change, again: true);
        Assert.Contains($"::botops value.pid={answer.Values["pid"]}\n", await caller.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.True(Lives(int.Parse(answer.Values["pid"])));
    }

    [SkippableFact]
    public async Task A_damaged_archive_is_refused_and_the_old_version_still_serves()
    {
        Skip.IfNot(Busybox, BusyboxMissing);
        await using var host = new HostFolder();
        var old = await host.Deploy(41, 1, "one");
        var archive = await host.Send("two");
        var file = host.In($"incoming/{archive.Sha256}.tar.gz");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var answer = await host.Ask(HostVerbs.Fetch(Service, 42, 2, archive.Sha256));

        Assert.Equal(1, answer.Code);
        Assert.Contains("damaged on its way", answer.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(host.In("releases/42")));
        await host.Done(HostVerbs.Health(Service, 41, 2, host.Run, host.Host.Address, old.Sha256));
        Assert.Equal("one", await host.Get("/version"));

        await host.Send(archive); // the damaged one does not count as there
        await host.Done(HostVerbs.Fetch(Service, 42, 2, archive.Sha256));
    }

    [Theory]
    [InlineData("../../../escaped", null)]
    [InlineData("etc", "/etc")]
    [InlineData("up", "../..")]
    public async Task An_archive_that_leads_out_of_its_folder_is_refused(string name, string? link)
    {
        await using var host = new HostFolder();
        TarEntry entry = link is null
            ? new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("x"u8.ToArray()) }
            : new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link };
        var archive = await host.Send(await Archive(entry));

        var answer = await host.Ask(HostVerbs.Fetch(Service, 42, 1, archive.Sha256));

        Assert.Equal(1, answer.Code);
        Assert.Contains(name, answer.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(host.In("releases/42")));
        Assert.False(File.Exists(Path.Combine(host.Folder, "escaped")));
    }

    [Fact]
    public async Task Values_reach_the_process_as_they_are()
    {
        await using var host = new HostFolder();
        string[] hostile = ["$(touch x)", "`touch x`", "; rm -rf ~", "two\nlines\n", "'\"\\", "--", "%41 \\x41", "发布 🚀", "", "::botops code=0", new('a', 10_000)];
        host.Run = new RunSettings
        {
            Start = ["sh", "-c", "printf '%s\\0' \"$@\" \"$ODD\" \"$args\" \"$root\" > ../../got; exec sleep 600", "sh", .. hostile],
            Environment = new Dictionary<string, string> { ["ODD"] = hostile[3], ["args"] = hostile[0], ["root"] = "mine" },
        };
        await host.Unpack(41, 1);

        await host.Done(HostVerbs.Start(Service, 41, 1, host.Run, host.Host.Address));

        var got = (await File.ReadAllTextAsync(host.In("got"))).Split('\0');
        Assert.Equal([.. hostile, hostile[3], hostile[0], "mine", ""], got);
        Assert.False(File.Exists(host.In("releases/41/x")));
    }

    [Theory]
    [InlineData("../other")]
    [InlineData("$(touch x)")]
    [InlineData(".botops")]
    public async Task A_name_that_is_no_projects_is_refused(string name)
    {
        await using var host = new HostFolder();

        var answer = await host.Ask(HostVerbs.Prune(name, 1, 1, 0, []));

        Assert.Equal(64, answer.Code);
        Assert.Equal([".botops"], Directory.GetFileSystemEntries(host.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Five_releases_the_current_one_and_the_protected_ones_are_kept()
    {
        await using var host = new HostFolder();
        for (var release = 1; release <= 9; release++)
        {
            var archive = await host.Send($"v{release}");
            await host.Done(HostVerbs.Fetch(Service, release, 1, archive.Sha256));
            if (release == 2) await host.Done(HostVerbs.Activate(Service, release, 1, archive.Sha256));
        }

        await host.Done(HostVerbs.Prune(Service, 9, 1, host.Run.Keep, [3]));

        Assert.Equal(["2", "3", "5", "6", "7", "8", "9"], Directory.GetDirectories(host.In("releases")).Select(Path.GetFileName).Order());
        Assert.Equal(7, Directory.GetFiles(host.In("incoming")).Length);
        Assert.Equal("v2", await File.ReadAllTextAsync(host.In("current/version")));
    }
}
