using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Persistence;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>What a window is for, carried in its <c>private_metadata</c>: BotOps keeps nothing of it.</summary>
/// <param name="Kept">What was typed and has no field.</param>
sealed record WindowState(string Channel, string? Root, string? Command = null, IReadOnlyDictionary<string, string>? Kept = null, PressValue? Press = null)
{
    public IReadOnlyDictionary<string, string> Known => Kept ?? new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> filled)
    {
        var all = new Dictionary<string, string>(Known);
        foreach (var (name, value) in filled) all[name] = value;
        return all;
    }

    /// <summary>Null: it is none of ours.</summary>
    public static WindowState? Read(string? text)
    {
        try
        {
            return !string.IsNullOrEmpty(text) && Json.Read<WindowState?>(text) is { Channel: not null } state && (state.Command ?? state.Press?.A) is not null ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString()
    {
        var text = Json.Text(this);
        return text.Length <= Limits.Metadata ? text : Json.Text(this with { Kept = null }); // then only what has a field comes back
    }
}
