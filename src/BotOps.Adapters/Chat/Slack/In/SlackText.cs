using System.Text.RegularExpressions;
using BotOps.Core.Access;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>What a person typed, out of what Slack made of it: entities, mentions and links that Slack marked (docs.slack.dev/messaging/formatting-message-text).</summary>
static partial class SlackText
{
    /// <summary>A mention becomes <c>@slack/T012/U345</c> (see <see cref="BotOps.Core.Chat.Mentions"/>), by the id and never by the name that stands beside it.</summary>
    public static string Typed(string text, string team) =>
        text.AsSpan().ContainsAny('<', '&') ? Entities(Token().Replace(text, token => Of(token.Groups[1].Value, team))) : text;

    /// <summary>The same without mentions of the bot at its beginning.</summary>
    public static string WithoutBot(string text, string? bot)
    {
        var rest = text.TrimStart();
        while (Leading().Match(rest) is { Success: true } mention && (bot is null || mention.Groups[1].Value == bot)) rest = rest[mention.Length..].TrimStart();
        return rest;
    }

    static string Of(string token, string team)
    {
        var (id, name) = token.Split('|', 2) is [var before, var after] ? (before, after) : (token, null);
        return id switch
        {
            ['@', .. var user] => user.All(char.IsAsciiLetterOrDigit) ? $"@{new AccountName(SlackOptions.Platform, team, user)}" : id,
            ['#', ..] => name is null ? id : $"#{name}",
            ['!', ..] => name ?? $"@{id[1..]}",
            _ => name ?? id,
        };
    }

    static string Entities(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex("<([@#!][^<>]+|[a-z]+:[^<>]+)>")]
    private static partial Regex Token();

    [GeneratedRegex(@"^<@([A-Z0-9]+)(?:\|[^<>]*)?>")]
    private static partial Regex Leading();
}
