using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>Lines of a log in the code face: the last ones while it grows, else those around the first error.</summary>
static class DrawExcerpt
{
    /// <summary>What grows keeps its height; of what does not, the lines before the error that surely leave room for it.</summary>
    const int Live = 4, Before = 6, LongestLine = 300;

    public static IEnumerable<JsonObject> Of(Excerpt excerpt, Look look) =>
    [
        .. Block.Section(Mrkdwn.Join(" · ",
            Mrkdwn.Join(" ", Mrkdwn.Bold(Mrkdwn.Of(excerpt.Title)), Mrkdwn.Of(excerpt.Source)),
            Mrkdwn.Of(excerpt.Live ? Texts.WebChat.LiveExcerpt : ""),
            look.Link(excerpt.Path) is { } log ? Mrkdwn.Link(log, Mrkdwn.Of(Texts.WebChat.WholeLog)) : default)),
        .. Block.Section(Mrkdwn.CodeBlock(Shown(excerpt), Limits.Section - 2, LongestLine)),
    ];

    /// <summary>An error is marked, where any is, by an arrow.</summary>
    static IEnumerable<string> Shown(Excerpt excerpt)
    {
        var error = excerpt.Lines.TakeWhile(line => !line.Error).Count();
        var any = error < excerpt.Lines.Count;
        var lines = excerpt.Live ? excerpt.Lines.TakeLast(Live) : excerpt.Lines.Skip(any ? Math.Max(0, error - Before) : 0);
        return lines.Select(line => !any ? line.Text : line.Error ? $"→ {line.Text}" : $"  {line.Text}");
    }
}
