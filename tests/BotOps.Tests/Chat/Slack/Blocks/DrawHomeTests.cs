using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Chat;

namespace BotOps.Tests.Chat.Slack.Blocks;

public class DrawHomeTests
{
    static Card Card(long release) => new(
        release, "order-svc → production", new StateWord("Rolling out", Tone.Run, "rolling"), $"/releases/{release}", [new("master", Code: true)], 0, 0, [], [], 0, [],
        [[new HostCell("order-01", Cell.Ok)], [new HostCell("order-02", Cell.Run)]], "1 of 2 updated", [], null, "", [], true, ["lead-1"], null, "");

    [Fact]
    public void Each_group_has_its_releases_or_says_that_there_are_none()
    {
        var home = DrawHome.Of([new("Runs", [Card(42)], "Nothing runs."), new("Waits for you", [], "Nothing waits.")], Hostile.Look);

        Assert.Equal(
        [
            "Runs", "▶️ *<https://botops.example/releases/42|#42 order-svc → production>* · Rolling out\n`master`\n`✓ ▣`\n1 of 2 updated",
            "Waits for you", "Nothing waits.",
        ], Drawn.Lines(new SlackBody("", home["blocks"]!.DeepClone().AsArray())));
    }

    [Fact]
    public void What_does_not_fit_is_counted() =>
        Assert.Equal("and 52 more releases", Drawn.Lines(new SlackBody("", DrawHome.Of([new("Ran", [.. Enumerable.Range(1, 150).Select(n => Card(n))], "")], Hostile.Look)["blocks"]!.DeepClone().AsArray()))[^1]);
}
