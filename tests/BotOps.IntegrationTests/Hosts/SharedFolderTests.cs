using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>Folders and files that all releases of a host have in common.</summary>
public class SharedFolderTests
{
    [Fact]
    public async Task What_the_first_release_has_there_is_given_to_all_of_them()
    {
        await using var host = new HostFolder();
        host.Run = new RunSettings { Shared = ["version", "uploads", "data/cache"] };

        await Render(host, 41, await host.Send("one"));
        await File.WriteAllTextAsync(host.In("releases/41/uploads/a"), "kept");
        await Render(host, 42, await host.Send("two"));

        Assert.Equal("one", await File.ReadAllTextAsync(host.In("releases/42/version"))); // a file of the artifact: the first one's
        Assert.Equal("kept", await File.ReadAllTextAsync(host.In("releases/42/uploads/a")));
        Assert.Equal(host.In("shared/data/cache"), new FileInfo(host.In("releases/42/data/cache")).LinkTarget);
        await host.Done(HostVerbs.Prune(Service, 42, 1, 1, []));
        Assert.Equal("kept", await File.ReadAllTextAsync(host.In("shared/uploads/a")));
    }

    [Fact]
    public async Task What_is_in_the_way_of_a_shared_folder_is_found_before_anything_is_touched()
    {
        await using var host = new HostFolder();
        Directory.CreateDirectory(host.In("shared/elsewhere"));
        await File.WriteAllTextAsync(host.In("shared/data"), "");
        File.CreateSymbolicLink(host.In("shared/lost"), "nowhere");
        File.CreateSymbolicLink(host.In("shared/uploads"), "elsewhere"); // a bigger disk, say
        host.Run = host.Run with { Shared = ["data/cache", "lost", "uploads", "new"] };

        var answer = await host.Ask(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 0));

        Assert.Equal((1, $"{host.In("shared/data")} is in the way: it is a file, and shared/data/cache needs a folder there; {host.In("shared/lost")} is a link that leads nowhere"),
            (answer.Code, answer.Reason));
        host.Run = host.Run with { Shared = ["uploads", "new"] };
        await host.Done(HostVerbs.Preflight(Service, 41, 1, host.Run, host.Host.Address, 0));
        Assert.False(Directory.Exists(host.In("shared/new")));
    }

    [Fact]
    public async Task A_folder_is_not_shared_where_a_file_is_and_what_is_there_stays()
    {
        await using var host = new HostFolder();
        Directory.CreateDirectory(host.In("shared/version"));
        await File.WriteAllTextAsync(host.In("shared/version/a"), "kept");
        host.Run = new RunSettings { Shared = ["version"] };
        var archive = await host.Send("one");
        await host.Done(HostVerbs.Fetch(Service, 41, 1, archive.Sha256));

        var answer = await host.Ask(HostVerbs.Render(Service, 41, 1, host.Run, host.Host, archive.Sha256));

        Assert.Equal((1, $"{host.In("shared/version")} is a folder, and version of release 41 is a file"), (answer.Code, answer.Reason));
        Assert.Equal(("one", "kept"), (await File.ReadAllTextAsync(host.In("releases/41/version")), await File.ReadAllTextAsync(host.In("shared/version/a"))));
    }

    static async Task Render(HostFolder host, long release, HostFile archive)
    {
        await host.Done(HostVerbs.Fetch(Service, release, 1, archive.Sha256));
        await host.Done(HostVerbs.Render(Service, release, 1, host.Run, host.Host, archive.Sha256));
        await host.Done(HostVerbs.Render(Service, release, 1, host.Run, host.Host, archive.Sha256));
    }
}
