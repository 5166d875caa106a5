using System.Text.Json.Nodes;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>What Slack gets at once: 200 with what it may carry, or 503 where it should send the same again.</summary>
readonly record struct Ack(int Status, JsonObject? Body = null)
{
    public static readonly Ack Taken = new(200);
    public static readonly Ack Again = new(503);

    /// <summary>A line that the person who typed alone sees.</summary>
    public static Ack Says(string text) => new(200, new JsonObject { ["response_type"] = "ephemeral", ["text"] = text });

    /// <summary>The window stays open, with a word at one of its fields.</summary>
    public static Ack Errors(string block, string text) => new(200, new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [block] = text } });
}
