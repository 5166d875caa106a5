using BotOps.Core.Hosts;

namespace BotOps.IntegrationTests.Hosts;

public class LocalFileTests
{
    [Fact]
    public async Task A_file_that_is_there_is_not_sent_again()
    {
        await using var host = new HostFolder();
        var archive = await host.Send("one");
        var opened = 0;

        await host.Send(archive with { Open = stopping => { opened++; return archive.Open(stopping); } });

        Assert.Equal(0, opened);
    }

    [Fact]
    public async Task A_file_that_arrives_with_another_digest_leaves_nothing()
    {
        await using var host = new HostFolder();
        var archive = await HostFolder.Archive("one");
        var other = await HostFolder.Archive("two");

        var error = await Assert.ThrowsAsync<HostUnreachable>(() => host.Send(archive with { Open = other.Open }));

        Assert.Contains("its digest was", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(host.In("incoming")));
    }

    [Fact]
    public async Task A_path_out_of_the_hosts_folder_is_refused()
    {
        await using var host = new HostFolder();
        var file = await HostFolder.Archive("one");

        await Assert.ThrowsAsync<ArgumentException>(() => host.Transport.Put(host.Host, "../elsewhere", file, CancellationToken.None));
    }
}
