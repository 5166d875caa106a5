using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>Draws the windows that Slack opens over a channel (modals), and reads what was filled in.</summary>
static class DrawForm
{
    /// <summary>Which window was sent: <c>callback_id</c>; of the one that asks for words it is also their field.</summary>
    public const string FormId = "form", WordsId = "words";

    public static JsonObject Modal(string title, Form form, string privateMetadata) =>
        Sent(FormId, title, form.Send, privateMetadata, form.Fields.Take(Limits.ViewBlocks).Select(DrawField.Of));

    public static JsonObject AskWords(string title, string label, string send, string privateMetadata) =>
        Sent(WordsId, title, send, privateMetadata, [DrawField.Words(WordsId, label)]);

    public static JsonObject Loading(string title) => Window(title, Block.Section(Mrkdwn.Of(Texts.Slack.Loading)));

    public static JsonObject Said(string title, SlackBody body) => Window(title, body.Blocks.Select(block => block!.DeepClone()));

    /// <summary>Name and text of each field that has one.</summary>
    /// <param name="state"><c>view.state</c> or its <c>values</c>.</param>
    public static IReadOnlyDictionary<string, string> ReadState(JsonNode? state)
    {
        var filled = new Dictionary<string, string>();
        foreach (var (name, actions) in (state as JsonObject)?["values"] as JsonObject ?? state as JsonObject ?? [])
            if ((actions as JsonObject)?.Select(action => Value(action.Value)).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } value) filled[name] = value;
        return filled;
    }

    static string? Value(JsonNode? element) => element is not JsonObject filled ? null : filled switch
    {
        _ when filled["selected_option"] is JsonObject option => Text(option["value"]),
        _ when filled["selected_options"] is JsonArray options => string.Join(',', options.Select(o => Text((o as JsonObject)?["value"])).OfType<string>()),
        _ => Text(filled["value"]),
    };

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static JsonObject Sent(string id, string title, string send, string metadata, IEnumerable<JsonObject> blocks)
    {
        if (metadata.Length > Limits.Metadata) throw new ArgumentException($"Slack carries {Limits.Metadata} characters with a window, not {metadata.Length}.", nameof(metadata));

        var window = Window(title, blocks);
        window["callback_id"] = id;
        window["submit"] = Block.Words(send, Limits.ModalWord);
        window["private_metadata"] = metadata;
        return window;
    }

    static JsonObject Window(string title, IEnumerable<JsonNode> blocks) => new()
    {
        ["type"] = "modal",
        ["title"] = Block.Words(title, Limits.ModalWord),
        ["close"] = Block.Words(Texts.Slack.Close, Limits.ModalWord),
        ["blocks"] = new JsonArray([.. blocks]),
    };
}
