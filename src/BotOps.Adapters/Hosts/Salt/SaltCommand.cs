using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>One command as salt-api reads it (a low state).</summary>
/// <param name="Client"><c>local_async</c>: a job on minions; <c>local</c>: the same, waited for; <c>runner</c>, <c>wheel</c>: on the master.</param>
/// <param name="Tgt">A minion's id. No pattern can be one: the catalog takes none with a pattern's characters.</param>
sealed record SaltCommand(string Client, string Fun, string? Tgt = null)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string? TgtType { get; init; } = Tgt is null ? null : "glob";

    /// <summary>By name, never by place: what has a '=' in it would be taken apart there.</summary>
    public IReadOnlyDictionary<string, object?>? Kwarg { get; init; }

    /// <summary>Of the wheel module <c>key</c>: a minion's id.</summary>
    public string? Match { get; init; }

    /// <summary>Of a runner.</summary>
    public string? Jid { get; init; }

    /// <summary>Seconds that the master waits for minions.</summary>
    public int? Timeout { get; init; }
}
