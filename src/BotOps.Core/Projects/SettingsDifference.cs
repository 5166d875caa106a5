using System.Text.Json.Nodes;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects;

/// <summary>What changed from one settings revision to the next, field by field.</summary>
public static class SettingsDifference
{
    public static IReadOnlyList<(string Name, string Before, string After)> Between(Settings before, Settings after)
    {
        var old = Flatten(JsonNode.Parse(Json.Text(before))!).ToDictionary();
        var now = Flatten(JsonNode.Parse(Json.Text(after))!).ToDictionary();
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => (name, old.GetValueOrDefault(name, "–"), now.GetValueOrDefault(name, "–")))
            .Where(d => d.Item2 != d.Item3)];
    }

    /// <summary>A list is one value; nobody reads <c>command.3</c>.</summary>
    static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode node, string path = "") => node switch
    {
        JsonObject fields => fields.Where(f => f.Value is not null)
            .SelectMany(f => Flatten(f.Value!, path.Length == 0 ? f.Key : $"{path}.{f.Key}")),
        JsonArray list => [new(path, string.Join(' ', list.Select(v => v?.ToString())))],
        _ => [new(path, node.ToString())],
    };
}
