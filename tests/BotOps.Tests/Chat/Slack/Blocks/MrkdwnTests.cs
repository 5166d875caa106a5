using BotOps.Adapters.Chat.Slack.Blocks;

namespace BotOps.Tests.Chat.Slack.Blocks;

public class MrkdwnTests
{
    [Theory]
    [InlineData("a < b & c > d", "a &lt; b &amp; c &gt; d")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;")]
    [InlineData("*bold* _it_ ~gone~ `code`", "∗bold∗ ˍitˍ ∼gone∼ ˋcodeˋ")]
    [InlineData("fix_the_login 2*3", "fix_the_login 2*3")]
    [InlineData("> quoted", "› quoted")]
    [InlineData("@here @Channel @everyone @hero", "@\u2060here @\u2060Channel @\u2060everyone @hero")]
    [InlineData("a\u202Eb\u200Bc\0d\r\ne\tf", "abcd e f")]
    [InlineData("👨‍👩‍👧 or\u200Dder", "👨‍👩‍👧 order")]
    [InlineData("שלום", "\u2068שלום\u2069")]
    public void What_people_wrote_is_shown_and_does_nothing(string written, string drawn) => Assert.Equal(drawn, Mrkdwn.Of(written).Text);

    [Fact]
    public void Half_of_a_pair_is_none() => Assert.Equal("half \uFFFD", Mrkdwn.Of("half \uD83D").Text);

    [Theory]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("a&&&", 8, "a&amp;…")]
    [InlineData("a🚀🚀", 4, "a🚀…")]
    [InlineData("e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧", 12, "👨‍👩‍👧…")]
    public void It_is_cut_between_what_people_see_as_letters(string written, int most, string drawn) => Assert.Equal(drawn, Mrkdwn.Of(written, most).Text);

    [Fact]
    public void Code_beside_Chinese_letters_is_drawn_as_code() =>
        Assert.Equal("没有项目 `reprot`。", (Mrkdwn.Of("没有项目") + Mrkdwn.Code("reprot") + Mrkdwn.Of("。")).Text);

    [Fact]
    public void A_code_block_ends_where_we_end_it() =>
        Assert.Equal("```\nˋˋˋ *not bold* &lt;!channel&gt;\n    at x\n```", Mrkdwn.CodeBlock(["``` *not bold* <!channel>", "\tat x"], 200, 100).Text);

    [Fact]
    public void A_date_is_in_the_time_zone_of_who_looks() =>
        Assert.Equal("<!date^1764079320^{date_short_pretty} {time}|2025-11-25 14:02 UTC>", Mrkdwn.Date(new DateTimeOffset(2025, 11, 25, 22, 2, 0, TimeSpan.FromHours(8))).Text);

    [Theory]
    [InlineData("/releases/42", "<https://botops.example/releases/42|x>")]
    [InlineData("https://git.example/?a=1&b=2", "<https://git.example/?a=1&amp;b=2|x>")]
    [InlineData("https://git.example/a|b>c", "<https://git.example/a%7Cb%3Ec|x>")]
    [InlineData("javascript:alert(1)", "x")]
    [InlineData("file:///etc/passwd", "x")]
    [InlineData("", "x")]
    [InlineData(null, "x")]
    public void Only_the_web_is_linked(string? path, string drawn) => Assert.Equal(drawn, Mrkdwn.Link(Hostile.Look.Link(path), Mrkdwn.Of("x")).Text);
}
