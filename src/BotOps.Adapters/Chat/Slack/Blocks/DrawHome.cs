using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <param name="Title">What waits for me, what runs, what ran.</param>
/// <param name="Empty">Said where there is none.</param>
sealed record HomeGroup(string Title, IReadOnlyList<Card> Cards, string Empty);

/// <summary>Draws the app's Home tab: each release in three lines with the way to its page; it is answered in its channel.</summary>
static class DrawHome
{
    public static JsonObject Of(IReadOnlyList<HomeGroup> groups, Look look)
    {
        var most = Math.Max(1, Limits.ViewBlocks / Math.Max(1, groups.Count) - 2); // beside the title and what is left out
        return new JsonObject
        {
            ["type"] = "home",
            ["blocks"] = new JsonArray([.. groups.SelectMany(group => Group(group, most, look)).Take(Limits.ViewBlocks)]),
        };
    }

    static IEnumerable<JsonObject> Group(HomeGroup group, int most, Look look) =>
    [
        Block.Header(group.Title),
        .. group.Cards.Take(most).SelectMany(card => Block.Section([.. DrawCard.Top(card, look), .. DrawCard.Strip(card)])),
        .. Block.Context(Mrkdwn.Of(group.Cards.Count == 0 ? group.Empty : group.Cards.Count > most ? Texts.Slack.MoreReleases(group.Cards.Count - most) : "")),
    ];
}
