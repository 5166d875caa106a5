using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Balancing;

static class BalancingRegistration
{
    /// <summary>For whoever changes what a balancer should say, or asks what it says.</summary>
    public static IServiceCollection AddBalancers(this IServiceCollection services) => services.AddScoped<OrderBalance>().AddScoped<AskFronts>();

    /// <summary>Only a worker calls hosts that a balancer runs on.</summary>
    public static IServiceCollection AddBalancing(this IServiceCollection services) =>
        services.AddTransient<WriteBalancer>().AddTransient<RolloutBalancer>().AddTransient<BalanceJob>();
}
