using System.Text.Json.Nodes;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>What a rollout asks: whom, what is the matter, and the answers, each with what it does beside its button.</summary>
static class DrawQuestion
{
    const int MostDifferences = 5;

    public static SlackBody Of(Asking asking, Look look) => SlackBody.Of(asking.Push, Body(asking, look),
    [
        .. DrawButton.All(asking.Answers, answer => answer.Button).Select(a => Block.Beside(Mrkdwn.Of(a.Of.Says, 300), a.Drawn)),
        .. Block.Context(Mrkdwn.Of(asking.Foot, Limits.ContextElement)),
    ]);

    static IEnumerable<JsonObject> Body(Asking asking, Look look) =>
    [
        .. Block.Section([Glyphs.Of("decide", Tone.Ask) + Mrkdwn.Of(" ") + Mrkdwn.Bold(look.Calling(asking.Title)), .. asking.Says.Select(line => Mrkdwn.Of(line))]),
        .. asking.FirstError is { } error ? DrawExcerpt.Of(error, look) : [],
        .. asking.Differences.Take(MostDifferences).SelectMany(difference => DrawExcerpt.Of(difference, look)),
    ];
}
