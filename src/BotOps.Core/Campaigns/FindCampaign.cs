using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>Finds the campaign that a person named.</summary>
public sealed class FindCampaign(BotOpsDb db, TimeProvider clock)
{
    /// <summary>One whose end is still to come.</summary>
    public async Task<Campaign> Open(string name, CancellationToken stopping)
    {
        var campaign = await Named(name, stopping);
        return campaign.Settings.End.At > clock.GetUtcNow() ? campaign : throw new UserError(Texts.Campaigns.IsOver(name, campaign.Settings.End), name);
    }

    async Task<Campaign> Named(string name, CancellationToken stopping)
    {
        if (await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Name == name, stopping) is { } found) return found;
        var names = await db.Campaigns.OrderBy(c => c.Name).Select(c => c.Name).ToListAsync(stopping);
        var close = DidYouMean.Closest(name, names);
        throw new UserError(Texts.Campaigns.NoCampaign(name, close), name, "/botops campaigns", close is [var meant, ..] ? meant : null);
    }
}
