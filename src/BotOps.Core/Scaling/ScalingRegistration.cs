using BotOps.Core.Monitoring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Core.Scaling;

static class ScalingRegistration
{
    /// <summary>For whoever asks for hosts, decides, or reads how far an order is.</summary>
    public static IServiceCollection AddScaleOrders(this IServiceCollection services)
    {
        services.TryAddSingleton(new ScaleCaps(new ScaleBounds()));
        return services.AddScoped<Clouds>().AddScoped<ReadOffers>().AddScoped<PlanHosts>().AddScoped<RequestScaleOut>().AddScoped<RequestScaleIn>().AddScoped<PlaceOrder>()
            .AddScoped<ReadUntil>().AddScoped<WatchStays>().AddScoped<PlaceBack>().AddScoped<KeepHosts>().AddScoped<StayQuestion>().AddScoped<EndKeeping>()
            .AddScoped<DecideScale>().AddScoped<AnswerScale>().AddScoped<PressScale>().AddScoped<CheckScale>().AddScoped<CheckLimits>().AddScoped<TryPlan>().AddScoped<StartScaling>().AddScoped<EndScaling>()
            .AddScoped<ReadTargets>().AddScoped<ScaleStory>().AddScoped<TellScale>().AddScoped<ScaleCards>();
    }

    /// <summary>Only a worker buys hosts, and gives them back.</summary>
    public static IServiceCollection AddScaling(this IServiceCollection services)
    {
        services.TryAddSingleton(new ScaleOptions());
        services.TryAddSingleton(new MonitoringOptions());
        services.AddTransient<IScaleStep, LeaveMonitoring>().AddTransient<IScaleStep, PutNames>().AddTransient<IScaleStep, TakeNames>();
        return services.AddTransient<AutoRelease>().AddTransient<KeepJob>().AddTransient<BackCommands>().AddTransient<GiveBackWaves>().AddTransient<Scalings>().AddTransient<BuyHosts>().AddTransient<StepsIn>().AddTransient<StepsOut>().AddTransient<ScaleWalk>().AddTransient<ScaleJob>();
    }
}
