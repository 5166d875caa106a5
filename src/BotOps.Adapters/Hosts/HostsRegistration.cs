using BotOps.Adapters.Hosts.Local;
using BotOps.Core.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Hosts;

public static class HostsRegistration
{
    /// <summary>Every transport that a host may name. Needs a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddHostTransports(this IServiceCollection services) =>
        services.AddSingleton<IHostTransport, LocalTransport>();
}
