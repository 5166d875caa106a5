namespace BotOps.Core.Campaigns;

/// <summary>Approved: it waits for its time. Begun: what becomes of it is what becomes of its scale orders.</summary>
public enum CampaignState { AwaitingApproval, Approved, Begun, Rejected, Expired, Cancelled }

public static class CampaignStates
{
    public static bool Waits(this CampaignState state) => state is CampaignState.AwaitingApproval or CampaignState.Approved;
}
