using BotOps.Core.Projects;

namespace BotOps.Tests.Projects;

public class ShortDifferenceTests
{
    static readonly string Long = new('x', 500);

    [Theory]
    [InlineData("run.port", "8080", "8081", "8080 → 8081")]
    [InlineData("f", "a\nb\nc", "a\nB\nc", "b → B")]
    [InlineData("f", "a\nb", "a\nb\nc", " → c")]
    [InlineData("f", "a\r\nb\r\n", "a\nb\nc\n", " → c")]
    [InlineData("f", "1\n2\n3\n4\n5", "a\nb\nc\nd\ne", "1 → a|2 → b|3 → c|2 more")]
    [InlineData("run.environment.DB_PASSWORD", "one", "two", "••• → •••")]
    [InlineData("run.environment.DB_PASSWORD", "env:OLD", "env:NEW", "env:OLD → env:NEW")]
    [InlineData("run.environment.URL", "postgres://u:geheim@h/x", "postgres://h/x", "••• → postgres://h/x")]
    [InlineData("f", "a\ntoken: geheim\nb", "a\ntoken: {secret:api}\nb", "token: ••• → token: {secret:api}")]
    [InlineData("run.environment.OPTS", "-Ddb.password=geheim -Xmx1g", "-Ddb.password=geheim -Xmx2g", "-Ddb.password=••• -Xmx1g → -Ddb.password=••• -Xmx2g")]
    [InlineData("f", "{\n \"apiKey\": \"geheim\"\n}", "{\n \"apiKey\": \"anders\"\n}", " \"apiKey\": ••• →  \"apiKey\": •••")]
    public void It_shows_what_changed_and_no_secret(string name, string before, string after, string shown) => Assert.Equal(shown, Written(name, before, after));

    [Fact]
    public void A_long_value_is_cut_down_to_what_changed_with_a_little_around_it() =>
        Assert.Equal("…xxxxxxxxxxxx40xxxxxxxxxxxx… → …xxxxxxxxxxxx60xxxxxxxxxxxx…".Replace("40", "4", StringComparison.Ordinal).Replace("60", "6", StringComparison.Ordinal),
            Written("a", $"{Long}4{Long}", $"{Long}6{Long}"));

    [Fact]
    public void No_part_is_longer_than_a_line_and_no_character_is_cut_in_two()
    {
        var emoji = string.Concat(Enumerable.Repeat("🚀", 200));
        foreach (var change in ShortDifference.Of("a", emoji, "x" + emoji + "y").Shown.Concat(ShortDifference.Of("a", Long, emoji).Shown))
        {
            Assert.InRange(change.Before.Length, 0, 62);
            Assert.InRange(change.After.Length, 0, 62);
            Assert.Equal(change.After, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(change.After)));
        }
    }

    static string Written(string name, string before, string after)
    {
        var (shown, more) = ShortDifference.Of(name, before, after);
        return string.Join('|', [.. shown.Select(c => $"{c.Before} → {c.After}"), .. more > 0 ? [$"{more} more"] : Array.Empty<string>()]);
    }
}
