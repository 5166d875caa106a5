using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotOps.Adapters.Chat.Slack.Blocks;

namespace BotOps.Tests.Chat.Slack.Blocks;

/// <summary>Slack's own refusals, written from its documents and not from our code: each broken rule with where it is broken.</summary>
sealed partial class SlackRules
{
    /// <summary>Those whom our drawings may call.</summary>
    public static readonly string[] People = ["U1", "U2", "U3"];

    static readonly Dictionary<string, string[]> Keys = new()
    {
        ["section"] = ["type", "text", "fields", "accessory"],
        ["context"] = ["type", "elements"],
        ["actions"] = ["type", "elements"],
        ["header"] = ["type", "text"],
        ["input"] = ["type", "block_id", "label", "element", "hint", "optional"],
        ["button"] = ["type", "action_id", "text", "value", "style", "confirm", "url"],
        ["static_select"] = ["type", "action_id", "options", "initial_option", "placeholder"],
        ["external_select"] = ["type", "action_id", "min_query_length", "initial_option", "placeholder"],
        ["plain_text_input"] = ["type", "action_id", "multiline", "max_length", "initial_value"],
        ["mrkdwn"] = ["type", "text", "verbatim"],
        ["plain_text"] = ["type", "text", "emoji"],
        ["modal"] = ["type", "title", "submit", "close", "blocks", "callback_id", "private_metadata"],
        ["home"] = ["type", "blocks"],
    };

    readonly List<string> broken = [];
    readonly HashSet<string> actions = [], blockIds = [];
    int said;

    public static IReadOnlyList<string> Broken(SlackBody body)
    {
        var rules = new SlackRules();
        rules.Length("text", body.Text, 3900);
        rules.Markup("text", body.Text);
        rules.said += body.Text.Length;
        rules.Blocks(body.Blocks, 50);
        rules.Must(rules.said < 12_000, $"{rules.said} characters in all");
        return rules.broken;
    }

    public static IReadOnlyList<string> Broken(JsonObject view)
    {
        var rules = new SlackRules();
        rules.Known("view", view);
        if ($"{view["type"]}" == "modal")
        {
            foreach (var word in new[] { "title", "submit", "close" }.Where(w => w == "title" || view[w] is not null)) rules.Words(word, view[word], 24);
            rules.Must(view["submit"] is not null || !view["blocks"]!.AsArray().Any(b => $"{b!["type"]}" == "input"), "inputs without submit");
            rules.Must($"{view["private_metadata"]}".Length <= 3000, "metadata");
            rules.Must($"{view["callback_id"]}".Length <= 255, "callback_id");
        }
        rules.Blocks(view["blocks"]!.AsArray(), 100);
        return rules.broken;
    }

    void Blocks(JsonArray blocks, int most)
    {
        blocks.ToJsonString(); // half of a pair would be refused here
        Must(blocks.Count >= 1 && blocks.Count <= most, $"{blocks.Count} blocks");
        foreach (var (block, i) in blocks.Select((b, i) => (b!.AsObject(), i))) Block($"{i}", block);
    }

    void Block(string at, JsonObject block)
    {
        Known(at, block);
        var type = $"{block["type"]}";
        at += $" {type}";
        if (block["block_id"] is { } id)
        {
            Length(at, $"{id}", 255);
            Must(blockIds.Add($"{id}"), $"{at}: block_id {id} twice");
        }
        switch (type)
        {
            case "section":
                Must(block["text"] is not null || block["fields"] is not null, $"{at}: neither text nor fields");
                if (block["text"] is { } text) Text(at, text, 3000);
                if (block["fields"] is { } fields) Many(at, fields, 10, field => Text(at, field, 2000));
                if (block["accessory"] is { } accessory) Element(at, accessory.AsObject());
                break;
            case "context": Many(at, block["elements"], 10, element => Text(at, element, 3000)); break;
            case "actions": Many(at, block["elements"], 25, element => Element(at, element.AsObject())); break;
            case "header": Words(at, block["text"], 150); break;
            case "input":
                Must(block["block_id"] is not null, $"{at}: no block_id");
                Words(at, block["label"], 2000);
                if (block["hint"] is { } hint) Words(at, hint, 2000);
                Element(at, block["element"]!.AsObject());
                break;
            default: Must(false, $"{at}: unknown"); break;
        }
    }

    void Element(string at, JsonObject element)
    {
        Known(at, element);
        var type = $"{element["type"]}";
        at += $" {type}";
        Length(at, $"{element["action_id"]}", 255);
        Must(actions.Add($"{element["action_id"]}"), $"{at}: action_id {element["action_id"]} twice");
        if (element["placeholder"] is { } placeholder) Words(at, placeholder, 150);
        switch (type)
        {
            case "button":
                Words(at, element["text"], 75);
                Length(at, $"{element["value"]}", 2000);
                Must($"{element["url"]}".Length <= 3000, $"{at}: url");
                Must($"{element["style"]}" is "" or "primary" or "danger", $"{at}: style");
                if (element["confirm"] is { } confirm) Confirm($"{at} confirm", confirm);
                break;
            case "static_select":
                Many(at, element["options"], 100, option => Option(at, option));
                Must(element["initial_option"] is not { } first || element["options"]!.AsArray().Any(o => JsonNode.DeepEquals(o, first)), $"{at}: its initial option is none of its options");
                break;
            case "external_select":
                if (element["initial_option"] is { } filled) Option(at, filled);
                break;
            case "plain_text_input":
                var most = element["max_length"]!.GetValue<int>();
                Must(most is >= 1 and <= 3000, $"{at}: max_length");
                if (element["initial_value"] is { } value) Must($"{value}".Length <= most, $"{at}: initial_value");
                break;
            default: Must(false, $"{at}: unknown"); break;
        }
    }

    void Confirm(string at, JsonNode confirm)
    {
        Words(at, confirm["title"], 100);
        Text(at, confirm["text"]!, 300);
        Words(at, confirm["confirm"], 30);
        Words(at, confirm["deny"], 30);
    }

    void Option(string at, JsonNode option)
    {
        Words(at, option["text"], 75);
        Length(at, $"{option["value"]}", 75);
    }

    void Words(string at, JsonNode? text, int most)
    {
        Must($"{text?["type"]}" == "plain_text", $"{at}: no plain_text");
        if (text is not null) Text(at, text, most);
    }

    void Text(string at, JsonNode text, int most)
    {
        Known(at, text.AsObject());
        var words = $"{text["text"]}";
        said += words.Length;
        Length(at, words, most);
        if ($"{text["type"]}" == "mrkdwn")
        {
            Markup(at, words);
            Must(text["verbatim"]?.GetValue<bool>() == true, $"{at}: Slack would look for names in it");
        }
        else
        {
            Visible(at, words, isolates: false);
        }
    }

    /// <summary>Nothing but links to the web, dates and the people whom we know stands in angle brackets.</summary>
    void Markup(string at, string text)
    {
        foreach (var called in Token().Matches(text).Where(t => t.Groups["id"].Success)) Must(People.Contains(called.Groups["id"].Value), $"{at}: calls {called.Value}");
        var rest = Token().Replace(text, "");
        Must(!rest.Contains('<') && !rest.Contains('>'), $"{at}: raw bracket in {rest}");
        Must(!BareAmpersand().IsMatch(rest), $"{at}: raw or cut escape in {rest}");
        Must(!Everyone().IsMatch(rest), $"{at}: would ping everyone");
        Must(text.Split("```").Length is 1 or 3, $"{at}: a code block ends early");
        Visible(at, text, isolates: true);
    }

    void Visible(string at, string text, bool isolates)
    {
        var depth = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isolate = isolates && rune.Value is 0x2068 or 0x2069;
            if (isolate) depth += rune.Value == 0x2068 ? 1 : -1;
            Must(depth is 0 or 1, $"{at}: isolates do not close");
            Must(isolate || rune.Value == '\n' || !Hidden(rune), $"{at}: U+{rune.Value:X4} is in it");
        }
        Must(depth == 0, $"{at}: an isolate stays open");
        Must(!LonePair(text), $"{at}: half of a pair");
    }

    static bool Hidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200B or 0x200E or 0x200F or 0xFEFF;

    static bool LonePair(string text) => text.Where((c, i) => char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) || char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))).Any();

    void Many(string at, JsonNode? list, int most, Action<JsonNode> each)
    {
        var items = list!.AsArray();
        Must(items.Count >= 1 && items.Count <= most, $"{at}: {items.Count} of {most}");
        foreach (var item in items) each(item!);
    }

    void Known(string at, JsonObject node)
    {
        var unknown = node.Select(e => e.Key).Except(Keys.GetValueOrDefault($"{node["type"]}", [])).ToList();
        Must(unknown.Count == 0, $"{at}: {string.Join(", ", unknown)} of {node["type"]}");
    }

    void Length(string at, string text, int most) => Must(!string.IsNullOrWhiteSpace(text) && text.Length <= most, $"{at}: {text.Length} characters of {most}");

    void Must(bool holds, string what)
    {
        if (!holds) broken.Add(what);
    }

    [GeneratedRegex(@"<https?://[^|<>\s]+\|[^<>\n]+>|<!date\^-?\d+\^\{date_short_pretty\} \{time\}\|[^<>|]+>|<@(?<id>[UW][A-Z0-9]+)>")]
    private static partial Regex Token();

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    private static partial Regex BareAmpersand();

    [GeneratedRegex("@(here|channel|everyone)", RegexOptions.IgnoreCase)]
    private static partial Regex Everyone();
}
