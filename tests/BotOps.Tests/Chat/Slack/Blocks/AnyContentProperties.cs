using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core;
using BotOps.Core.Chat;
using FsCheck.Xunit;

namespace BotOps.Tests.Chat.Slack.Blocks;

/// <summary>Whatever is said, Slack takes it, and nobody is called or led astray by what people wrote.</summary>
[Properties(Arbitrary = [typeof(Hostile.Arbitraries)], MaxTest = 100)]
public class AnyContentProperties
{
    static readonly Button[] Usual =
    [
        new("approve", "Approve…", "43/1/knowing", Main: true, Confirm: new Confirm("Approve although 1 commit disappears?", "Approve without c81d4aa", [])),
        new("reject", "Reject…", "43/1", Ask: "Reason for @developer"), new("cancel", "Cancel", "43/1"), new("abort", "Abort…", "43/1", Grave: true, Ask: "Reason"),
    ];

    [Property]
    public void Slack_takes_every_message(Content content) => Assert.Empty(SlackRules.Broken(DrawMessage.Of(content, Hostile.Look)));

    [Property(MaxTest = 50)]
    public void Slack_takes_it_in_Chinese(Content content)
    {
        using var speech = Languages.Speak(Languages.Chinese);
        Assert.Empty(SlackRules.Broken(DrawMessage.Of(content, Hostile.Look)));
    }

    [Property]
    public void However_long_a_card_is_its_title_and_buttons_are_there(Card card)
    {
        var drawn = DrawMessage.Of(card with { Title = "order-svc → production", Buttons = Usual }, Hostile.Look).Blocks;

        Assert.Contains("order-svc → production", $"{drawn[0]!["text"]!["text"]}");
        Assert.Equal(["b0.approve", "b1.reject", "b2.cancel", "b3.abort"], drawn.Where(b => $"{b!["type"]}" == "actions").SelectMany(b => b!["elements"]!.AsArray()).Select(e => $"{e!["action_id"]}"));
    }

    [Property]
    public void Only_a_card_that_asks_calls_those_whom_it_waits_for(Card card)
    {
        Assert.Contains(Drawn.Lines(DrawMessage.Of(card with { Asks = true, Mentions = ["lead-1"] }, Hostile.Look)), line => line.Contains("<@U1>", StringComparison.Ordinal));
        Assert.DoesNotContain(Drawn.Lines(DrawMessage.Of(card with { Asks = false, Mentions = ["lead-1"] }, Hostile.Look)), line => line.Contains("<@U1>", StringComparison.Ordinal));
    }

    [Property]
    public void Slack_takes_every_form(Form form, Hostile.Words title) => Assert.Empty(SlackRules.Broken(DrawForm.Modal(title.Text, form, new string('x', 3000))));

    [Property]
    public void Slack_takes_every_window(Hostile.Words title, Hostile.Words label, Hostile.Words send, Content content)
    {
        Assert.Empty(SlackRules.Broken(DrawForm.AskWords(title.Text, label.Text, send.Text, "{}")));
        Assert.Empty(SlackRules.Broken(DrawForm.Loading(title.Text)));
        Assert.Empty(SlackRules.Broken(DrawForm.Said(title.Text, DrawMessage.Of(content, Hostile.Look))));
    }

    [Property(MaxTest = 30)]
    public void Slack_takes_every_home(Card card, Hostile.Words title, byte groups, byte cards)
    {
        var home = DrawHome.Of([.. Enumerable.Range(0, 1 + groups % 40).Select(n => new HomeGroup(title.Text, [.. Enumerable.Repeat(card, cards % (n + 2))], title.Text))], Hostile.Look);
        Assert.Empty(SlackRules.Broken(home));
    }

    [Property]
    public void A_press_comes_back_as_it_was_drawn(Hostile.Words action, Hostile.Words value)
    {
        var button = new Button(action.Text, "Label", value.Text, Ask: "Why");
        if (PressValue.Of(button) is { } text && !(action.Text + value.Text).Any(char.IsSurrogate)) Assert.Equal(new PressValue(action.Text, value.Text, "Why", "Label"), PressValue.Read(text));
    }

    [Property(MaxTest = 1000)]
    public void Any_value_can_be_read(string? text, Hostile.Words words)
    {
        PressValue.Read(text);
        PressValue.Read(words.Text);
        PressValue.Read($"{{\"a\":{text}}}");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a":"approve"}""")]
    [InlineData("""{"a":1,"v":"x"}""")]
    public void What_is_no_press_is_none(string text) => Assert.Null(PressValue.Read(text));
}
