using System.Text.Json.Serialization;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Core.Campaigns;

/// <summary>What an order of a campaign was approved with. Where something of it changes, it is asked for again.</summary>
public sealed record CampaignPlan
{
    /// <summary>As the catalog had it.</summary>
    public required CampaignSettings Settings { get; init; }
    public required IReadOnlyList<CampaignPart> Parts { get; init; }

    /// <summary>An hour, by currency: with the preferred offers, and at most.</summary>
    public IReadOnlyList<(Price Usual, Price Worst)> Prices() =>
        [.. Parts.Select(p => p.Plan).Where(p => p.WorstPrice is not null).GroupBy(p => p.WorstPrice!.Currency).Select(g => (new Price(g.Sum(p => p.Price!.Amount), g.Key), new Price(g.Sum(p => p.WorstPrice!.Amount), g.Key)))];
}

/// <summary>What it does in one environment.</summary>
/// <param name="Asked">Null: it gives hosts back.</param>
/// <param name="Plan">Of new hosts without their names, which they get when it begins; of those that go with them.</param>
/// <param name="Order">The scale order whose hosts go.</param>
public sealed record CampaignPart(int EnvironmentId, string Project, string Environment, CampaignHosts? Asked, ScalePlan Plan, long? Order = null)
{
    [JsonIgnore] public string Where => $"{Project} → {Environment}";
    [JsonIgnore] public int Hosts => Asked?.Amount ?? Plan.Names.Count;
}
