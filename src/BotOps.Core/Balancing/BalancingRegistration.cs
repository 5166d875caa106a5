using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Balancing;

static class BalancingRegistration
{
    /// <summary>Only a worker calls hosts that a balancer runs on.</summary>
    public static IServiceCollection AddBalancing(this IServiceCollection services) =>
        services.AddTransient<WriteBalancer>().AddTransient<RolloutBalancer>().AddTransient<BalanceJob>();
}
