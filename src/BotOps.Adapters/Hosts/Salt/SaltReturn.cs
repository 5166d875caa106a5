using System.Text.Json;
using BotOps.Core;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>What a minion returned. To Salt whatever comes back is a success, be it that the function is missing or that it failed.</summary>
static class SaltReturn
{
    const int MostShown = 300;

    /// <exception cref="SaltTrouble">It is no map, or an empty one.</exception>
    public static JsonElement Checked(string minion, string function, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => value,
        JsonValueKind.String when value.GetString()!.Trim() is { Length: > 0 } text => throw new SaltTrouble(Trouble(minion, function, text)),
        _ => throw new SaltTrouble(Texts.Salt.ReturnedNothing(minion, function, Short(value.GetRawText()))),
    };

    static string Trouble(string minion, string function, string text)
    {
        if (text.StartsWith("Minion did not return", StringComparison.Ordinal)) return Texts.Salt.DidNotReturn(minion, Short(text));
        if (text.Contains("is not available", StringComparison.Ordinal)) return Texts.Salt.NoModule(minion, function);
        if (text.StartsWith("Passed invalid arguments", StringComparison.Ordinal)) return Texts.Salt.OtherModule(minion);
        if (text.StartsWith("The minion function caused an exception", StringComparison.Ordinal)) return Texts.Salt.Failed(minion, function, Short(text.Split('\n')[^1].Trim()));
        return Texts.Salt.Said(minion, Short(text));
    }

    static string Short(string text) => text.Length <= MostShown ? text : text[..MostShown];
}
