using BotOps.Core;
using BotOps.Core.Scaling;

namespace BotOps.Tests.Scaling;

public class PickHostsTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    static readonly HostToGo[] All = [new("order-1", Noon.AddHours(9), Bought: false), .. Enumerable.Range(101, 4).Select(n => new HostToGo($"order-{n}", Noon.AddHours(n), Bought: true))];

    [Fact]
    public void The_newest_that_BotOps_has_bought_go_first() =>
        Assert.Equal(["order-104", "order-102"], PickHosts.Of(All, 2, [], ["order-103"], least: 1));

    [Fact]
    public void Those_that_are_named_go_and_nobody_else() =>
        Assert.Equal(["order-101", "order-103"], PickHosts.Of(All, null, ["order-10*"], ["order-102", "order-104"], least: 1));

    [Theory]
    [InlineData(null, "order-1", "", "order-1 was not bought by BotOps, so BotOps does not delete it.")]
    [InlineData(5, "", "", "BotOps has bought 4 of the hosts that may go, not 5;")]
    [InlineData(4, "", "", "Of 5 hosts 4 would go; at least 2 have to stay.")]
    [InlineData(3, "order-10[1-2]", "", "There is no host order-10[1-2]")]
    [InlineData(3, "order-101,order-102", "", "3 hosts are to go and 2 are named.")]
    [InlineData(null, "order-101", "order-1*", "--protect keeps every host that is named.")]
    public void What_must_not_go_is_refused_by_name(int? amount, string named, string spared, string refusal) =>
        Assert.StartsWith(refusal, Assert.Throws<UserError>(() => PickHosts.Of(All, amount, Words(named), Words(spared), least: 2)).Message);

    static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
