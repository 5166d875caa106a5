using BotOps.Core.Campaigns;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

/// <summary>What was ordered of a campaign stays as it was approved; what waits still is cancelled where the campaign has changed, and its asker is told.</summary>
sealed class ApplyCampaigns(BotOpsDb db, CatalogChanges changes)
{
    public async Task Handle(IReadOnlyList<CatalogCampaign> campaigns, CancellationToken stopping)
    {
        foreach (var wanted in campaigns)
        {
            var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Name == wanted.Name, stopping);
            if (campaign is null)
            {
                db.Campaigns.Add(new Campaign { Name = wanted.Name, Settings = wanted.Settings });
                changes.Added($"campaign {wanted.Name}");
                continue;
            }
            changes.Changed($"campaign {wanted.Name}", CatalogValues.Difference(CampaignReader.Values(campaign.Settings), CampaignReader.Values(wanted.Settings)));
            if (Json.Text(campaign.Settings) != Json.Text(wanted.Settings)) campaign.Settings = wanted.Settings;
        }
        await db.SaveChangesAsync(stopping);
    }
}
