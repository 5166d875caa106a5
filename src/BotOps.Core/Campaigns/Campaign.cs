using System.Text.Json.Serialization;
using BotOps.Core.Scaling;

namespace BotOps.Core.Campaigns;

/// <summary>A named span of time for which hosts are added, over several projects; the catalog has it. What was ordered of it is a <see cref="CampaignOrder"/>.</summary>
public sealed class Campaign
{
    public int Id { get; private init; }
    public required string Name { get; init; }
    public required CampaignSettings Settings { get; set; }
}

/// <summary>What the catalog says of a campaign.</summary>
public sealed record CampaignSettings
{
    /// <summary>All of its hosts are to be in service then.</summary>
    public DateTimeOffset ReadyBy { get; init; }

    /// <summary>Its hosts go by themselves then.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>In which both were written, and are told.</summary>
    public string Zone { get; init; } = "Etc/UTC";
    [JsonIgnore] public StayEnd Ready => new(ReadyBy, Zone);
    [JsonIgnore] public StayEnd End => new(Until, Zone);

    /// <summary>How long before <see cref="ReadyBy"/> it begins.</summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromHours(1);
    public string? Note { get; init; }
    public IReadOnlyList<CampaignHosts> Hosts { get; init; } = [];
}

/// <summary>So many more hosts of one project.</summary>
/// <param name="Environment">Null: its only one.</param>
/// <param name="Spec">A name of the environment's types; null: the usual one.</param>
/// <param name="Zone">A name of its zones; null: all, as the catalog prefers them.</param>
public sealed record CampaignHosts(string Project, string? Environment, int Amount, string? Spec = null, string? Zone = null)
{
    /// <summary>As the catalog names it: <c>order-svc</c>, <c>order-svc/production</c>.</summary>
    [JsonIgnore] public string Key => Environment is null ? Project : $"{Project}/{Environment}";
}
