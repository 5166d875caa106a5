using System.Text.Json.Nodes;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>One field of a form: a menu, a menu that is filled while one types, or words.</summary>
static class DrawField
{
    public static JsonObject Of(Field field)
    {
        var drawn = Input(field.Name, field.Label, Element(field));
        drawn["optional"] = !field.Needed;
        if (!string.IsNullOrWhiteSpace(field.Hint)) drawn["hint"] = Block.Words(field.Hint, Limits.Label);
        return drawn;
    }

    /// <summary>Words of more than one line.</summary>
    public static JsonObject Words(string name, string label) => Input(name, label, TextOf(name, null, lines: true));

    /// <summary>Of a menu, also where the server answers what fits to what was typed.</summary>
    public static JsonObject Option(FieldChoice choice) => new() { ["text"] = Block.Words(choice.Label is { Length: > 0 } label ? label : choice.Value, Limits.Option), ["value"] = choice.Value };

    /// <summary>A choice that Slack cannot carry is none; nor is nothing, for that a menu has a placeholder.</summary>
    public static bool MayBeOption(FieldChoice choice) => !string.IsNullOrWhiteSpace(choice.Value) && choice.Value.Length <= Limits.Option;

    static JsonObject Element(Field field)
    {
        var choices = field.Choices.Where(MayBeOption).DistinctBy(c => c.Value).ToList();
        var filled = string.IsNullOrWhiteSpace(field.Value) ? null : choices.Find(c => c.Value == field.Value) ?? new FieldChoice(field.Value, field.Value);
        return field switch
        {
            { Free: true, Name: "ref" } when filled is null || MayBeOption(filled) => Menu(field, filled), // a longer one could not be filled in
            { Free: false } when choices.Count > Limits.Options => Menu(field, filled is not null && MayBeOption(filled) ? filled : null),
            { Free: false } when choices.Count > 0 => Menu(field, filled is not null && choices.Contains(filled) ? filled : null, choices),
            _ => TextOf(field.Name, field.Value, lines: field.Name is "note" or "reason"),
        };
    }

    /// <param name="choices">Null: the server is asked for them.</param>
    static JsonObject Menu(Field field, FieldChoice? filled, IReadOnlyList<FieldChoice>? choices = null)
    {
        var menu = new JsonObject { ["type"] = choices is null ? "external_select" : "static_select", ["action_id"] = field.Name };
        if (choices is null) menu["min_query_length"] = 0;
        else menu["options"] = new JsonArray([.. choices.Select(Option)]);
        if (filled is not null) menu["initial_option"] = Option(filled);
        if (field.Choices.FirstOrDefault(c => c.Value.Length == 0 && !string.IsNullOrWhiteSpace(c.Label)) is { } none) menu["placeholder"] = Block.Words(none.Label, Limits.Placeholder);
        return menu;
    }

    static JsonObject TextOf(string name, string? value, bool lines)
    {
        var input = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = name, ["multiline"] = lines, ["max_length"] = Limits.Typed };
        if (!string.IsNullOrWhiteSpace(value)) input["initial_value"] = Plain.Cut(Plain.Clean(value, lines), Limits.Typed);
        return input;
    }

    static JsonObject Input(string name, string label, JsonObject element) =>
        new() { ["type"] = "input", ["block_id"] = name, ["label"] = Block.Words(label.Length > 0 ? label : name, Limits.Label), ["element"] = element };
}
