using System.Text.Json.Nodes;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>What the decision needs to know: settings over the whole width, the rest in two columns (one on a phone).</summary>
static class DrawFacts
{
    const int Most = 20, LongestSettings = 1500;

    public static IEnumerable<JsonObject> Of(Card card, Look look)
    {
        var facts = card.Facts.Take(Most).ToLookup(fact => fact.Kind == FactKind.Settings);
        return
        [
            .. facts[true].SelectMany(fact => Block.Section(Mrkdwn.Fit("\n", Lines(fact, card, look), LongestSettings))),
            .. Block.Fields(facts[false].Select(fact => Mrkdwn.Fit("\n", Lines(fact, card, look), Limits.Field))),
        ];
    }

    static IEnumerable<Mrkdwn> Lines(Fact fact, Card card, Look look) =>
    [
        Mrkdwn.Bold(Mrkdwn.Of(fact.Name, 100)),
        .. fact.Kind == FactKind.Hosts ? DrawCard.Strip(card) : [],
        .. fact.Lines.Select(look.Spans),
    ];
}
