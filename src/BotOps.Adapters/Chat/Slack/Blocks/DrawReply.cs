using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>An answer to one person. Its form is not drawn: in Slack that is a window of its own (<see cref="DrawForm"/>).</summary>
static class DrawReply
{
    public static SlackBody Of(Reply reply, Look look) => SlackBody.Of(reply.Push, Body(reply, look), DrawButton.Actions(reply.Buttons ?? []));

    static IEnumerable<JsonObject> Body(Reply reply, Look look) =>
    [
        .. Block.Section(Text(reply)),
        .. Block.Sections((reply.Lines ?? []).Select(look.Spans)),
        .. reply.ToldIn is { Platform: SlackOptions.Platform } told ? Block.Section(Mrkdwn.Channel(told.Channel)) : [],
        .. reply.Plan is { } plan ? DrawCard.Plan(plan, look) : [],
        .. string.IsNullOrWhiteSpace(reply.TryInstead) ? [] : Block.Section(Mrkdwn.Join(" ", Mrkdwn.Of($"{Texts.Slack.Try}:"), Mrkdwn.Code(AsTyped(reply.TryInstead), Limits.Line))),
    ];

    /// <summary>With the word at fault in the code face.</summary>
    static Mrkdwn Text(Reply reply)
    {
        var fault = reply.AtFault ?? "";
        var at = string.IsNullOrWhiteSpace(fault) ? -1 : reply.Text.IndexOf(fault, StringComparison.Ordinal);
        return at < 0
            ? Mrkdwn.Of(reply.Text, Limits.Line, lines: true)
            : Mrkdwn.Of(reply.Text[..at], 900, lines: true) + Mrkdwn.Code(fault) + Mrkdwn.Of(reply.Text[(at + fault.Length)..], 1400, lines: true);
    }

    /// <summary>As it works in every place: a command without its stroke was typed to the bot by name.</summary>
    static string AsTyped(string command) => command.TrimStart() is ['/' or '@', ..] ? command : $"@botops {command}";
}
