using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Tests.Scaling;

public class ScalePlannerTests
{
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

    [Fact]
    public void What_is_too_dear_for_the_asker_is_left_out_until_nothing_is_left()
    {
        Offer[] offers = [Has("c7", "i", 9) with { PriceAnHour = 2 }, Has("c6", "i", 9), Has("c5", "i", 9) with { PriceAnHour = 3 }];
        Assert.Equal(["c7", "c6"], ScalePlanner.Within(4, 2, offers, "CNY").Select(o => o.Type));
        Assert.StartsWith("5 hosts cost at least 5 CNY an hour, more than --max-cost 4.5.", Refused(() => ScalePlanner.Within(4.5m, 5, offers, "CNY")));
    }

    [Theory]
    [InlineData(9, 1, "shop: at most 10 hosts may be bought within 24 hours; 2 were, so 8 can be asked for, not 9.")]
    [InlineData(8, 7, "shop: this may cost 7 CNY an hour, beside the 4 of what was bought before; at most 10 are allowed together.")]
    [InlineData(8, 6, "shop: this may cost 144 CNY in a day, beside the 60 of what was asked for within 24 hours; at most 200 are allowed together.")]
    [InlineData(8, 5, null)]
    public void Hosts_of_a_day_cost_of_an_hour_and_cost_of_a_day_have_limits(int amount, int worst, string? problem) =>
        Assert.Equal(problem, ScaleLimits.Problem("shop", new ScaleBounds(10, 10, 200), new ScaleUsed(2, 4, 60), amount, new Price(worst, "CNY")));

    [Theory]
    [InlineData(1, 99, "The account main may have 1 more instances, not 2.")]
    [InlineData(2, 7, "The account main may have 7 more cores, not 8.")]
    public void The_account_has_a_quota(int instances, int cores, string refusal) =>
        Assert.StartsWith(refusal, Refused(() => ScaleLimits.RequireQuota(new Quota(instances, cores), "main", 2, cores: 8)));

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
}
