using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>Draws what a message says as Block Kit.</summary>
static class DrawMessage
{
    public static SlackBody Of(Content content, Look look) => content switch
    {
        Card card => DrawCard.Of(card, look),
        Line line => SlackBody.Of(line.Push, Of(line, look), []),
        Results results => DrawResults.Of(results),
        Excerpt excerpt => SlackBody.Of(excerpt.Push, DrawExcerpt.Of(excerpt, look), []),
        Asking asking => DrawQuestion.Of(asking, look),
        Reply reply => DrawReply.Of(reply, look),
        Alarm alarm => SlackBody.Of(alarm.Push, Of(alarm, look), []),
        _ => SlackBody.Of(content.Push, Block.Section(Mrkdwn.Of(content.Push, Limits.Line)), []),
    };

    static IEnumerable<JsonObject> Of(Line line, Look look) =>
        Block.Section(Glyphs.Of(line.Glyph, line.Tone) + Mrkdwn.Of(" ") + Mrkdwn.Join(" · ", Text(line, look), Mrkdwn.Date(line.At)));

    /// <summary>A question that is asked again calls those whom it names.</summary>
    static Mrkdwn Text(Line line, Look look) => line is { Glyph: "decide", Tone: Tone.Ask, Text: [{ Code: false, Strong: false, Link: null } only] }
        ? look.Calling(only.Text)
        : look.Spans(line.Text);

    static IEnumerable<JsonObject> Of(Alarm alarm, Look look) => Block.Section(
        Mrkdwn.Of("🚨 ") + Mrkdwn.Bold(Mrkdwn.Of(alarm.Title)),
        Mrkdwn.Of(alarm.Text, 1200, lines: true),
        look.Link(alarm.Path) is { } page ? Mrkdwn.Link(page, Mrkdwn.Of(Texts.Webhooks.OpenRelease(alarm.Release))) : default);
}
