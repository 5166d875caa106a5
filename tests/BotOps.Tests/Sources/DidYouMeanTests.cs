using BotOps.Core;

namespace BotOps.Tests.Sources;

public class DidYouMeanTests
{
    [Theory]
    [InlineData("mater", "master")]
    [InlineData("amster", "master")]
    [InlineData("MASTER", "master")]
    [InlineData("login", "feature/login")]
    [InlineData("relaese/1", "release/1,release/2")]
    [InlineData("zzz", "")]
    [InlineData("", "")]
    public void Slips_and_parts_of_a_name_find_it_nearest_first(string typed, string expected) =>
        Assert.Equal(expected, string.Join(',', DidYouMean.Closest(typed, ["master", "release/1", "release/2", "feature/login", "v1.0"])));

    [Fact]
    public void No_more_than_asked_for_and_none_for_an_endless_text()
    {
        Assert.Equal(2, DidYouMean.Closest("abc", ["abd", "abe", "abf"], most: 2).Count);
        Assert.Empty(DidYouMean.Closest(new string('x', 10_000), ["x"]));
    }
}
