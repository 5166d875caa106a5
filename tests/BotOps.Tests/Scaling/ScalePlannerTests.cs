using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Tests.Scaling;

public class ScalePlannerTests
{
    static readonly Quota Plenty = new(null, null);

    [Fact]
    public void What_the_first_zone_has_no_addresses_for_goes_to_the_next_and_what_has_no_stock_is_passed_by()
    {
        Offer[] offers = [Has("c7", "i", 3), Has("c7", "j", 0), Has("c7", "k", 250) with { InStock = false }, Has("c6", "i", 3), Has("c6", "l", 500)];

        Assert.Equal([("c7", "i", 3), ("c6", "l", 100), ("c6", "l", 100), ("c6", "l", 17)], ScalePlanner.Split(220, offers).Select(p => (p.Type, p.Zone, p.Amount)));
    }

    [Fact]
    public void An_order_that_cannot_be_had_whole_is_refused_with_what_there_is()
    {
        Assert.Contains("free addresses for 3 of 4 hosts", Refused(() => ScalePlanner.Split(4, [Has("c7", "i", 3), Has("c6", "i", 3)])));
        Assert.StartsWith("There is no stock of c7 in i, j.", Refused(() => ScalePlanner.Split(1, [Has("c7", "i", 9) with { InStock = false }, Has("c7", "j", 9) with { InStock = false }])));
    }

    [Theory]
    [InlineData(9, 8, "At most 10 hosts may be bought within 24 hours; 2 were, so 8 can be asked for, not 9.")]
    [InlineData(8, 8, null)]
    public void The_day_has_a_limit(int amount, int allowed, string? refusal) =>
        Refuses(refusal, () => new ScaleLimits(new ScaleSettings { MostADay = 10 }, BoughtToday: 10 - allowed, CostNow: 0, Plenty).Require(amount, new Price(1, "CNY"), 2));

    [Theory]
    [InlineData(6.5, "This may cost 6.5 CNY an hour, beside the 4 of what was bought before; at most 10 are allowed together.")]
    [InlineData(6, null)]
    public void The_hour_has_a_price_limit_over_all_that_was_bought(double worst, string? refusal) =>
        Refuses(refusal, () => new ScaleLimits(new ScaleSettings { MostAnHour = 10 }, 0, CostNow: 4, Plenty).Require(2, new Price((decimal)worst, "CNY"), 2));

    [Theory]
    [InlineData(1, 99, "The account main may have 1 more instances, not 2.")]
    [InlineData(2, 7, "The account main may have 7 more cores, not 8.")]
    [InlineData(2, 8, null)]
    public void The_account_has_a_quota(int instances, int cores, string? refusal) =>
        Refuses(refusal, () => new ScaleLimits(new ScaleSettings { Account = "main" }, 0, 0, new Quota(instances, cores)).Require(2, new Price(1, "CNY"), cores: 8));

    [Fact]
    public void Running_numbers_go_on_after_every_one_that_was_ever_taken()
    {
        var series = NameSeries.Parse("order-[098]")!;
        Assert.Equal(98, series.After(["web-200", "order-1", "order-97x"]));
        Assert.Equal("order-102", series.Name(series.After(["order-101", "order-099"])));
        Assert.Null(NameSeries.Parse("order-101"));
    }

    static Offer Has(string type, string zone, int free) => new(type, zone, $"vsw-{zone}", true, free, 1);
    static string Refused(Action act) => Assert.Throws<UserError>(act).Message;

    static void Refuses(string? refusal, Action act)
    {
        if (refusal is null) act();
        else Assert.StartsWith(refusal, Refused(act));
    }
}
