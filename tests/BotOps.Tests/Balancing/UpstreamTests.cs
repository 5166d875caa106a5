using BotOps.Core.Balancing;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Tests.Balancing;

/// <summary>Which servers a balancer is to have follows from the rows alone, whoever looks at them.</summary>
public class UpstreamTests
{
    [Theory]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)] // left out by a release, or taken out by a person
    [InlineData(Pending, false, true)]
    [InlineData(Transferring, false, true)]
    [InlineData(Draining, false, false)]
    [InlineData(Activating, false, false)]
    [InlineData(Verifying, false, false)]
    [InlineData(Restoring, false, true)]
    [InlineData(Restoring, true, true)] // repaired: it was verified just now
    [InlineData(Succeeded, false, true)]
    [InlineData(Failed, false, true)] // before Activating: it serves its old version
    [InlineData(Failed, true, false)] // later: it stays out
    [InlineData(Skipped, false, true)]
    [InlineData(RolledBack, false, true)]
    public void A_host_is_in_but_for_the_time_from_Draining_until_it_was_verified(HostRunState? run, bool leftOut, bool isIn)
    {
        var wanted = Upstream.Of([Host(1), Host(2) with { Run = run, LeftOut = leftOut }]);

        Assert.Equal(isIn ? ["order-1", "order-2"] : ["order-1"], wanted!.Servers.Select(s => s.Name));
        Assert.False(wanted.Down);
    }

    [Fact]
    public void A_host_on_its_way_back_is_out_for_the_same_time() =>
        Assert.Equal(["order-1"], Upstream.Of([Host(1), Host(2) with { Run = Verifying, Direction = Direction.Back }])!.Servers.Select(s => s.Name));

    [Fact]
    public void Where_nothing_was_deployed_there_is_nothing_to_write_and_the_first_that_is_healthy_comes_in()
    {
        var (first, second) = (Host(1) with { Deployed = false, Run = Draining }, Host(2) with { Deployed = false, Run = Pending });
        Assert.Null(Upstream.Of([first, second]));

        first = first with { Deployed = true, Run = Restoring };
        Assert.Equal(["order-1"], Upstream.Of([first, second])!.Servers.Select(s => s.Name));
    }

    [Fact]
    public void The_last_server_does_not_leave_for_a_new_version()
    {
        var error = Assert.Throws<HostFailed>(() => Upstream.Of([Host(1) with { Run = Draining }, Host(2) with { LeftOut = true }, Host(3) with { Run = Verifying }]));
        Assert.Contains("without order-1 no server would be left", error.Message);
    }

    [Fact]
    public void The_only_host_is_named_and_down_while_it_changes_and_so_is_the_last_one_on_its_way_back()
    {
        var only = Upstream.Of([Host(1) with { Run = Draining }])!;
        Assert.True(only.Down);
        Assert.EndsWith("server 10.0.0.1:8080 down; # order-1\n", only.Text("order-svc", "production", new()));

        Assert.True(Upstream.Of([Host(1) with { Run = Draining, Direction = Direction.Back }, Host(2) with { LeftOut = true }])!.Down);
        Assert.True(Upstream.Of([Host(1) with { Run = Draining, LeftOut = true }, Host(2) with { LeftOut = true }])!.Down); // it serves nobody as it is
    }

    [Fact]
    public void All_left_out_and_none_on_its_way_leaves_the_file_as_it_is() => Assert.Null(Upstream.Of([Host(1) with { LeftOut = true }, Host(2) with { LeftOut = true }]));

    [Fact]
    public void A_server_a_line_by_name_with_what_the_catalog_adds()
    {
        var upstream = new Upstream([Host(2), Host(1) with { Address = "fe80::1" }]);
        Assert.Equal(
            """
            # Servers of order-svc production. BotOps writes this file, and stops at one that was edited by hand.
            server [fe80::1]:8080 weight=2 max_fails=0 max_conns=9 fail_timeout=90s; # order-1
            server 10.0.0.2:8080 weight=2 max_fails=0 max_conns=9 fail_timeout=90s; # order-2

            """, upstream.Text("order-svc", "production", new ServerParameters { Weight = 2, MaxFails = 0, MaxConns = 9, FailTimeout = TimeSpan.FromSeconds(90) }));
    }

    static BalancedHost Host(int number) => new($"order-{number}", $"10.0.0.{number}", 8080) { Deployed = true };
}
