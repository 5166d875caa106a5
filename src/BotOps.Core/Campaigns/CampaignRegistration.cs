using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Campaigns;

static class CampaignRegistration
{
    /// <summary>For whoever asks for a campaign, decides, or reads how far it is.</summary>
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddScoped<FindCampaign>().AddScoped<PlanCampaign>().AddScoped<RequestCampaign>().AddScoped<DecideCampaign>().AddScoped<PressCampaign>().AddScoped<KeepCampaign>()
        .AddScoped<MoveCampaign>().AddScoped<WatchCampaigns>().AddScoped<CampaignStory>().AddScoped<CampaignCards>().AddScoped<ShowCampaigns>().AddTransient<CampaignJob>();
}
