using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Blocks;

namespace BotOps.Tests.Chat.Slack.Blocks;

/// <summary>What stands on the screen, block by block; a button as <c>[Label]</c>.</summary>
static class Drawn
{
    public static string[] Lines(SlackBody body) => [.. body.Blocks.SelectMany(block => Block(block!))];

    static IEnumerable<string> Block(JsonNode block) =>
    [
        .. block["text"] is { } text ? [Text(text)] : Array.Empty<string>(),
        .. Each(block["fields"]).Select(Text),
        .. Each(block["accessory"] is { } button ? new JsonArray(button.DeepClone()) : block["elements"]).Select(e => $"{e["type"]}" == "button" ? $"[{Text(e["text"]!)}]" : Text(e)),
    ];

    static IEnumerable<JsonNode> Each(JsonNode? list) => list is JsonArray items ? items.OfType<JsonNode>() : [];

    static string Text(JsonNode text) => $"{text["text"]}";
}
