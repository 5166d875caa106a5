namespace BotOps.Core.Chat.Commands;

/// <summary>All that a campaign plans, or all that there is of it.</summary>
/// <param name="Out">More hosts; else they are given back.</param>
public sealed record CampaignInput(string Campaign, bool Out, string? Note = null, bool PlanOnly = false) : ParsedCommand;

/// <summary>Which campaigns there are, and how far they are.</summary>
public sealed record CampaignsInput : ParsedCommand;
