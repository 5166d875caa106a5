using System.Text.Json.Nodes;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects;

/// <summary>A field that changed. Of a managed file's content only the lines that differ are told, shortened, and how many.</summary>
public sealed record SettingChange(string Name, string Before, string After, IReadOnlyList<string> Lines)
{
    public override string ToString() => string.Join('\n', [$"{Name} {Before} → {After}", .. Lines]);
}

/// <summary>What changed from one settings revision to the next, field by field; the managed files one by one.</summary>
public static class SettingsDifference
{
    public static IReadOnlyList<SettingChange> Between(Settings before, Settings after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new SettingChange(name, old.GetValueOrDefault(name, "–"), now.GetValueOrDefault(name, "–"), []))
            .Where(d => d.Before != d.After), .. FilesDifference.Between(before.Run, after.Run)];
    }

    static Dictionary<string, string> Fields(Settings settings) =>
        Flatten(JsonNode.Parse(Json.Text(settings with { Run = settings.Run with { Files = [], Tomcat = settings.Run.Tomcat is { } tomcat ? tomcat with { Templates = [] } : null } }))!).ToDictionary();

    /// <summary>A list is one value; nobody reads <c>command.3</c>.</summary>
    static IEnumerable<KeyValuePair<string, string>> Flatten(JsonNode node, string path = "") => node switch
    {
        JsonObject fields => fields.Where(f => f.Value is not null)
            .SelectMany(f => Flatten(f.Value!, path.Length == 0 ? f.Key : $"{path}.{f.Key}")),
        JsonArray list => [new(path, string.Join(' ', list.Select(v => v?.ToString())))],
        _ => [new(path, node.ToString())],
    };
}
