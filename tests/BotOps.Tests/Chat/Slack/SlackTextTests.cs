using BotOps.Adapters.Chat.Slack.In;

namespace BotOps.Tests.Chat.Slack;

public class SlackTextTests
{
    [Theory]
    [InlineData("order-svc master --note &quot;a&quot; &lt;b&gt; &amp;amp;", "order-svc master --note &quot;a&quot; <b> &amp;")]
    [InlineData("grant <@U0456EFGH|somebody else> approver", "grant @slack/T0123ABCD/U0456EFGH approver")]
    [InlineData("grant <@U0456EFGH> approver", "grant @slack/T0123ABCD/U0456EFGH approver")]
    [InlineData("to <#C0111DEPLO|deploys> and <!subteam^S1|@ops> and <!here>", "to #deploys and @ops and @here")]
    [InlineData("<http://order-svc.example|order-svc.example> <https://git.example/x>", "order-svc.example https://git.example/x")]
    [InlineData("1 < 2 and 3 > 2", "1 < 2 and 3 > 2")]
    public void What_was_typed_is_read_out_of_what_Slack_made_of_it(string text, string typed) => Assert.Equal(typed, SlackText.Typed(text, "T0123ABCD"));

    [Theory]
    [InlineData("<@U0BOT> deploy x", "U0BOT", "deploy x")]
    [InlineData(" <@U0BOT|botops>  <@U0BOT> deploy <@U0BOT>", "U0BOT", "deploy <@U0BOT>")]
    [InlineData("<@U0OTHER> deploy x", "U0BOT", "<@U0OTHER> deploy x")]
    [InlineData("<@U0BOT> deploy x", null, "deploy x")]
    public void Only_a_mention_of_the_bot_at_the_beginning_is_left_out(string text, string? bot, string rest) => Assert.Equal(rest, SlackText.WithoutBot(text, bot));
}
