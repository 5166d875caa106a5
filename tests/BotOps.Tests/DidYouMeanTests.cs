using BotOps.Core;

namespace BotOps.Tests;

public class DidYouMeanTests
{
    [Theory]
    [InlineData("reprot-svc", "report-svc")]
    [InlineData("ORDER", "order-svc")]
    [InlineData("--seriel", "--serial")]
    [InlineData("pay-scv", "pay-svc")]
    public void A_slip_of_the_fingers_finds_the_name(string typed, string meant) =>
        Assert.Equal(meant, DidYouMean.Closest(typed, ["order-svc", "pay-svc", "report-svc", "--serial", "--halves"])[0]);

    [Fact]
    public void A_beginning_comes_before_a_slip() =>
        Assert.Equal(["order-2-web", "odder-2"], DidYouMean.Closest("order-2", ["odder-2", "order-2-web", "stock"]));

    [Fact]
    public void Nothing_alike_is_nothing_suggested()
    {
        Assert.Empty(DidYouMean.Closest("$(touch /tmp/x)", ["order-svc", "pay-svc"]));
        Assert.Empty(DidYouMean.Closest("", ["order-svc"]));
        Assert.Empty(DidYouMean.Closest(new string('o', 10_000), ["order-svc"]));
    }

    [Fact]
    public void No_more_than_asked_for() => Assert.Equal(2, DidYouMean.Closest("a", ["a1", "a2", "a3", "a4"], most: 2).Count);
}
