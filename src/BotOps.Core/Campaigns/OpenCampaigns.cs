using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Campaigns that wait for an approval or for their time, a line each, for the status; what has begun is there as its scale orders.</summary>
static class OpenCampaigns
{
    /// <param name="project">Null: of all.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Span>>> Lines(BotOpsDb db, string? project, DateTimeOffset now, CancellationToken stopping)
    {
        CampaignState[] waits = [CampaignState.AwaitingApproval, CampaignState.Approved];
        var orders = await db.CampaignOrders.AsNoTracking().Where(o => waits.Contains(o.State)).OrderBy(o => o.Id).ToListAsync(stopping);
        return [.. orders.Where(o => project is null || o.Plan.Parts.Any(p => p.Project == project)).Select(o => new Span[]
        {
            new($"#{o.Id}", Strong: true),
            $" {Texts.Campaigns.Title(o.Name)}, {Texts.Scaling.Does(o.Direction, o.Plan.Parts.Sum(p => p.Hosts))}: {Texts.Campaigns.Word(o.State).Word}{(o.State == CampaignState.Approved && o.Direction == ScaleDirection.Out ? $", {Texts.Campaigns.BeginsSays(new StayEnd(o.BeginsAt, o.Plan.Settings.Zone), now)}" : "")}",
        })];
    }
}
