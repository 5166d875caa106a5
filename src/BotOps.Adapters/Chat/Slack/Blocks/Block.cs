using System.Text.Json.Nodes;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>The blocks that BotOps draws with, as docs.slack.dev (Block Kit) has them. Slack refuses an empty text, so none is drawn.</summary>
static class Block
{
    /// <summary>One section of all lines that fit.</summary>
    public static IEnumerable<JsonObject> Section(params IEnumerable<Mrkdwn> lines) => Mrkdwn.Fit("\n", lines, Limits.Section) is { IsEmpty: false } text
        ? [new JsonObject { ["type"] = "section", ["text"] = Text(text) }]
        : [];

    /// <summary>All lines, in as many sections as they need.</summary>
    public static IEnumerable<JsonObject> Sections(IEnumerable<Mrkdwn> lines)
    {
        List<Mrkdwn> section = [];
        foreach (var line in lines)
        {
            if (section.Sum(l => l.Text.Length + 1) + line.Text.Length >= Limits.Section)
            {
                foreach (var block in Section(section)) yield return block;
                section = [];
            }
            section.Add(line);
        }
        foreach (var block in Section(section)) yield return block;
    }

    public static IEnumerable<JsonObject> Fields(IEnumerable<Mrkdwn> fields) => fields.Where(f => !f.IsEmpty).Chunk(Limits.FieldsInSection)
        .Select(chunk => new JsonObject { ["type"] = "section", ["fields"] = new JsonArray([.. chunk.Select(Text)]) });

    /// <summary>A line with its button beside it, below it on a phone.</summary>
    public static JsonObject Beside(Mrkdwn line, JsonObject button) => new() { ["type"] = "section", ["text"] = Text(line), ["accessory"] = button };

    public static IEnumerable<JsonObject> Context(params IEnumerable<Mrkdwn> parts)
    {
        var elements = parts.Where(p => !p.IsEmpty).Select(Text).ToArray<JsonNode>();
        if (elements.Length > 0) yield return new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(elements) };
    }

    public static IEnumerable<JsonObject> Actions(IEnumerable<JsonObject> buttons)
    {
        var elements = buttons.ToArray<JsonNode>();
        if (elements.Length > 0) yield return new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray(elements) };
    }

    public static JsonObject Header(string text) => new() { ["type"] = "header", ["text"] = Words(text, Limits.Header) };

    /// <summary>Verbatim: what looks like a channel, an address or a mention stays text.</summary>
    public static JsonObject Text(Mrkdwn text) => new() { ["type"] = "mrkdwn", ["text"] = text.IsEmpty ? "–" : text.Text, ["verbatim"] = true };

    public static JsonObject Words(string text, int most) =>
        new() { ["type"] = "plain_text", ["text"] = Plain.Of(text, most) is { Length: > 0 } words ? words : "–", ["emoji"] = false };

    /// <summary>The length of all that it says: every string counts.</summary>
    public static int Weight(JsonNode? node) => node switch
    {
        JsonObject map => map.Sum(entry => Weight(entry.Value)),
        JsonArray list => list.Sum(Weight),
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length,
        _ => 0,
    };
}
