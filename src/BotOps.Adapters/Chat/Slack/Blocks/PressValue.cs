using System.Text.Json;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>What a button carries through Slack and back.</summary>
/// <param name="A">The action.</param>
/// <param name="V">What it was drawn for.</param>
/// <param name="Ask">The label of words that the press needs; null: none.</param>
/// <param name="Label">As it was drawn: the title of the window that asks for the words.</param>
sealed record PressValue(string A, string V, string? Ask = null, string? Label = null)
{
    /// <summary>Null: its value is longer than Slack carries.</summary>
    public static string? Of(Button button)
    {
        var text = Json.Text(new PressValue(button.Action, button.Value, button.Ask is { } ask ? Plain.Of(ask, 150) : null, Plain.Of(button.Label, Limits.ButtonText)));
        return text.Length <= Limits.ButtonValue ? text : null;
    }

    /// <summary>Null: no button of ours.</summary>
    public static PressValue? Read(string? text)
    {
        try
        {
            return text is not null && Json.Read<PressValue?>(text) is { A: not null, V: not null } press ? press : null;
        }
        catch (Exception garbage) when (garbage is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
