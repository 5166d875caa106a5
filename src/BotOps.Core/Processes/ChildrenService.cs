using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotOps.Core.Processes;

/// <summary>Reaps at the start what an earlier process left, and ends this one's children at a graceful stop.</summary>
sealed class ChildrenService(Children children) : IHostedService
{
    public Task StartAsync(CancellationToken stopping) => children.ReapLeftovers(stopping);
    public Task StopAsync(CancellationToken stopping) => children.EndAll();
}

public static class ChildrenRegistration
{
    /// <summary>
    /// Register before the services that start children, so that they stop first. Needs the migrated database when it starts, and
    /// an <c>IDbContextFactory&lt;BotOpsDb&gt;</c>.
    /// </summary>
    public static IServiceCollection AddChildren(this IServiceCollection services) =>
        services.AddSingleton<Children>().AddHostedService<ChildrenService>();
}
