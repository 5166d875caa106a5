using BotOps.Adapters.Hosts.Local;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Hosts;

public static class HostsRegistration
{
    /// <summary>Every transport that a host may name. Needs a <see cref="TimeProvider"/> and the core.</summary>
    public static IServiceCollection AddHostTransports(this IServiceCollection services, SshOptions ssh) => services
        .AddSingleton(ssh).AddSingleton<SshKeys>().AddSingleton<SshConnector>().AddSingleton<SshConnections>()
        .AddSingleton<IHostTransport, LocalTransport>().AddSingleton<IHostTransport, SshTransport>();
}
