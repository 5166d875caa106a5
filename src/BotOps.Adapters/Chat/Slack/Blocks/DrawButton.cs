using System.Text.Json.Nodes;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>
/// Draws every button, whoever may press it: all readers of a channel see one message, and the server looks at who presses.
/// </summary>
static class DrawButton
{
    public static IEnumerable<JsonObject> Actions(IEnumerable<Button> buttons) => Block.Actions(All(buttons, b => b).Select(b => b.Drawn));

    /// <summary>As many as one message takes, each with what it belongs to.</summary>
    public static IEnumerable<(T Of, JsonObject Drawn)> All<T>(IEnumerable<T> items, Func<T, Button> button)
    {
        var (room, index) = (Limits.ButtonsTogether, 0);
        foreach (var item in items)
        {
            if (Of(button(item), index) is not { } drawn) continue;
            if ((room -= Block.Weight(drawn)) < 0 || index == Limits.Buttons) yield break;
            index++;
            yield return (item, drawn);
        }
    }

    static JsonObject? Of(Button button, int index)
    {
        if (PressValue.Of(button) is not { } value) return null;
        var drawn = new JsonObject
        {
            ["type"] = "button",
            ["action_id"] = Plain.Of($"b{index}.{button.Action}", Limits.Id),
            ["text"] = Block.Words(button.Label, Limits.ButtonText),
            ["value"] = value,
        };
        if (button.Main || button.Grave) drawn["style"] = button.Main ? "primary" : "danger";
        if (button is { Confirm: { } confirm, Ask: null }) drawn["confirm"] = Of(confirm, button); // else the window asks
        return drawn;
    }

    /// <summary>The question stands in the text: it may be longer than a title.</summary>
    static JsonObject Of(Confirm confirm, Button button)
    {
        var drawn = new JsonObject
        {
            ["title"] = Block.Words(button.Label.TrimEnd('…', '.'), Limits.ConfirmTitle),
            ["text"] = Block.Text(Mrkdwn.Fit("\n", [Mrkdwn.Of(confirm.Title, 200), .. confirm.Commits.Select(c => DrawCommits.Short(c, 60))], Limits.ConfirmText)),
            ["confirm"] = Block.Words(confirm.Yes, Limits.ConfirmButton),
            ["deny"] = Block.Words(Texts.WebChat.Back, Limits.ConfirmButton),
        };
        if (button.Grave) drawn["style"] = "danger";
        return drawn;
    }
}
