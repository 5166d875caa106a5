using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>A release at a glance: what it is and how it stands first, then what the decision needs, then what can be pressed.</summary>
static class DrawCard
{
    const int MostWarnings = 5, MostMentions = 10;

    public static SlackBody Of(Card card, Look look) => SlackBody.Of(card.Push, Body(card, look), [.. DrawButton.Actions(card.Buttons), .. Foot(card, look)]);

    /// <summary>Of a card that one person asked to see: there is nothing to press.</summary>
    public static IEnumerable<JsonObject> Plan(Card card, Look look) => [.. Body(card with { Asks = false }, look), .. Foot(card, look)];

    /// <summary>Title, state and what it is about.</summary>
    public static IEnumerable<Mrkdwn> Top(Card card, Look look)
    {
        var title = card.Release == 0 ? card.Title : $"#{card.Release} {card.Title}";
        yield return Glyphs.Of(card.State.Glyph, card.State.Tone) + Mrkdwn.Of(" ") + Mrkdwn.Join(
            " · ", Mrkdwn.Bold(Mrkdwn.Link(look.Link(card.Path), Mrkdwn.Of(title, 200))), Mrkdwn.Of(card.State.Word, 100));
        var commits = Mrkdwn.Of(card.Added + card.Gone > 0 ? $"+{card.Added} −{card.Gone} {Texts.WebChat.Commits}" : "");
        var head = card.Head.Select(span => look.Spans([span])).ToList();
        yield return Mrkdwn.Fit(" · ", [.. head.Take(1), commits, .. head.Skip(1)], 900);
    }

    static IEnumerable<JsonObject> Body(Card card, Look look) =>
    [
        .. Block.Section([.. Top(card, look), For(card, look)]),
        .. card.Facts.Any(f => f.Kind == FactKind.Hosts) ? [] : Block.Section(Strip(card)),
        .. card.Warnings.Take(MostWarnings).SelectMany(Warning),
        .. Block.Section(DrawCommits.Added(card)),
        .. DrawFacts.Of(card, look),
        .. Block.Sections(card.Text.Select(look.Spans)),
        .. Block.Section(Mrkdwn.Code(card.ErrorLine ?? "")),
    ];

    public static IEnumerable<Mrkdwn> Strip(Card card) => card.Strip.Count == 0 ? [] : DrawStrip.Of(card.Strip, card.StripNote);

    /// <summary>Pings whom it waits for, and nobody else.</summary>
    static Mrkdwn For(Card card, Look look)
    {
        if (!card.Asks || card.Mentions.Count == 0) return default;
        return Mrkdwn.In(Texts.Slack.For, Mrkdwn.Join(" ", card.Mentions.Take(MostMentions).Select(look.Person)));
    }

    static IEnumerable<JsonObject> Warning(Warning warning) =>
        Block.Section([Mrkdwn.Of("⚠️ ") + Mrkdwn.Join(" ", Mrkdwn.Bold(Mrkdwn.Of(warning.Strong)), Mrkdwn.Of(warning.Rest)), .. DrawCommits.Gone(warning.Commits)]);

    static IEnumerable<JsonObject> Foot(Card card, Look look) =>
        Block.Context(Mrkdwn.Of(card.Foot, Limits.ContextElement), look.Link(card.Compare) is { } compare ? Mrkdwn.Link(compare, Mrkdwn.Of(Texts.WebChat.Compare)) : default);
}
