using BotOps.Core;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class ScaleCommandTests
{
    [Theory]
    [InlineData("/scale out order-svc +20 to production --spec large --zone i --note \"spring sale\"")]
    [InlineData("@botops scale OUT order-svc ＋２０ --zone i --note “spring sale” to production --spec large")]
    [InlineData("/botops scale out order-svc 20 to production --zone=i --spec=large --note \"spring sale\"")]
    public void More_hosts_in_every_way_of_typing(string line) =>
        Assert.Equal(new ScaleOutInput("order-svc", "production", 20, "large", "i", "spring sale"), CommandParser.Parse(line));

    [Fact]
    public void Fewer_by_number_or_by_name()
    {
        var input = Assert.IsType<ScaleInInput>(CommandParser.Parse("/scale in order-svc 2 --protect order-103,order-9* --plan"));
        Assert.Equal((2, "order-103,order-9*", true), (input.Amount, string.Join(',', input.Spared), input.PlanOnly));
        Assert.Equal(["order-101", "order-102"], Assert.IsType<ScaleInInput>(CommandParser.Parse("/scale in order-svc --hosts order-101,order-102")).Hosts);
    }

    [Fact]
    public void What_they_may_cost() => Assert.Equal(12.5m, Assert.IsType<ScaleOutInput>(CommandParser.Parse("/scale out order-svc +2 --max-cost 12.5")).MaxCost);

    [Theory]
    [InlineData("/scale out order-svc +2 --until \"sunday 02:00\" --zone i")]
    [InlineData("/scale out order-svc --until sunday 02:00 +2 --zone i")]
    [InlineData("/scale out order-svc +2 --zone i --until=“sunday 02:00”")]
    public void An_end_is_one_word_or_several(string line) =>
        Assert.Equal(new ScaleOutInput("order-svc", null, 2, null, "i") { Until = Moment.Parse("sunday 02:00") }, CommandParser.Parse(line));

    [Fact]
    public void Hosts_are_kept_until_a_moment_or_for_good()
    {
        Assert.Equal(new KeepInput(12, Moment.Parse("+24h")), CommandParser.Parse("/botops keep #12 --until +24h"));
        Assert.Equal(new KeepInput(12, null), CommandParser.Parse("/botops keep 12 --for-good"));
        Assert.Contains("until", Assert.IsType<FormWanted>(CommandParser.Parse("/botops keep 12")).Missing);
        Assert.Equal("/botops keep 12 --until +24h", Assert.Throws<UserError>(() => CommandParser.Parse("/botops keep 12 --until +24h --for-good")).TryInstead);
    }

    [Fact]
    public void A_campaign_is_ordered_whole_or_gets_more_hosts_of_one_project()
    {
        Assert.Equal(new CampaignInput("double11", Out: true, PlanOnly: true), CommandParser.Parse("/scale out --campaign double11 --plan"));
        Assert.Equal(new CampaignInput("double11", Out: false), CommandParser.Parse("/scale in --campaign double11"));
        Assert.Equal(new ScaleOutInput("order-svc", null, 2) { Campaign = "double11" }, CommandParser.Parse("/scale out order-svc +2 --campaign double11"));
    }

    [Theory]
    [InlineData("/scale out order-svc", "amount")]
    [InlineData("/scale in order-svc", "amount")]
    [InlineData("/scale out", "project")]
    public void What_is_missing_is_asked_for(string line, string missing) => Assert.Contains(missing, Assert.IsType<FormWanted>(CommandParser.Parse(line)).Missing);

    [Theory]
    [InlineData("/scale up order-svc +2", "up", "/scale out order-svc +2")]
    [InlineData("/scale out order-svc +0", "+0", "/scale out order-svc +2")]
    [InlineData("/scale out order-svc many", "many", "/scale out order-svc +2")]
    [InlineData("/scale out order-svc +2 --hosts order-1", "--hosts", "/scale out order-svc +2")]
    [InlineData("/scale out order-svc +2 --max-cost -1", "-1", "/scale out order-svc +2 --max-cost 12.5")]
    [InlineData("/scale in order-svc 2 --max-cost 9", "--max-cost", "/scale in order-svc 2")]
    [InlineData("/scale out order-svc +2 --until later", "later", "/scale out order-svc +2 --until \"sunday 02:00\"")]
    [InlineData("/scale in order-svc 2 --until +2h", "--until", "/scale in order-svc 2")]
    [InlineData("/scale in order-svc 2 --spec large", "--spec", "/scale in order-svc 2")]
    [InlineData("/scale in order-svc --campaign double11", "order-svc", "/scale in --campaign double11")]
    [InlineData("/scale out --campaign double11 --zone i", "--zone", "/scale out --campaign double11")]
    [InlineData("/scale out order-svc +2 --campaign double11 --until +2h", "--until", "/scale out order-svc +2 --campaign double11")]
    public void The_word_at_fault_is_named_beside_a_line_that_is_right(string line, string fault, string right)
    {
        var error = Assert.Throws<UserError>(() => CommandParser.Parse(line));
        Assert.Equal((fault, right), (error.AtFault, error.TryInstead));
    }
}
