using BotOps.Core.Hosts;

namespace BotOps.Tests.Hosts;

public class AppLogTests
{
    [Theory]
    [InlineData("fail: Orders[0] The price list cannot be read System.InvalidOperationException: no column 'amount'    at Shop.Health.Prices() in /src/Health.cs:line 19    at Shop.Health.<>c.<Map>b__0_0(ILogger`1 log)",
        "fail: Orders[0] The price list cannot be read System.InvalidOperationException: no column 'amount'")]
    [InlineData("java.lang.IllegalStateException: 'Taler' is no currency\tat org.shop.Order.<init>(Order.java:19)", "java.lang.IllegalStateException: 'Taler' is no currency")]
    [InlineData("\u001b[31mERROR\u001b[0m nobody is at home at 10.0.0.7 (port 3306)", "ERROR nobody is at home at 10.0.0.7 (port 3306)")]
    public void A_reason_quotes_what_was_said_and_not_the_stack_beside_it(string line, string said) => Assert.Equal(said, AppLog.Brief(line));

    [Fact]
    public void What_is_long_is_cut_between_characters()
    {
        Assert.Equal(new string('x', 200) + "…", AppLog.Brief(new string('x', 300)));
        Assert.Equal(new string('x', 199) + "…", AppLog.Brief(new string('x', 199) + "🍵" + new string('x', 300)));
        Assert.Equal(new string('x', 200), AppLog.Brief(new string('x', 200)));
    }
}
