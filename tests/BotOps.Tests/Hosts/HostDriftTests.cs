using BotOps.Core.Hosts;

namespace BotOps.Tests.Hosts;

public class HostDriftTests
{
    static readonly KnownVersions Known = new(2, new Dictionary<long, (long, string)>(), new Dictionary<long, int> { [7] = 1, [8] = 2 });

    [Theory]
    [InlineData(42L, 42L, 2L, 8L, "")]
    [InlineData(null, null, 2L, 8L, "#42 was released to it")]
    [InlineData(41L, 41L, 2L, 8L, "#42 was released to it")]
    [InlineData(42L, 41L, 2L, 8L, "the process is of #41")]
    [InlineData(42L, 42L, 1L, 7L, "the current build is build:2; settings revision 1, the newest is 2")]
    public void What_differs_is_named(long? release, long? process, long build, long settings, string differences)
    {
        var host = new Assignment { ReleaseId = 42, BuildId = build, SettingsRevisionId = settings };

        Assert.Equal(differences, string.Join("; ", HostDrift.Between(host, new HostNow(release, process, process is not null, null, null), Known)));
    }

    [Fact]
    public void A_host_that_nothing_was_released_to_differs_only_where_something_runs()
    {
        Assert.Empty(HostDrift.Between(new Assignment(), new HostNow(null, null, false, null, null), Known));
        Assert.Equal(["nothing was released to it"], HostDrift.Between(new Assignment(), new HostNow(3, 3, true, null, null), Known));
    }
}
