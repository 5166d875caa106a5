using BotOps.Adapters.Hosts.Local;
using BotOps.Adapters.Hosts.Salt;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Hosts;

public static class HostsRegistration
{
    /// <summary>Every transport that a host may name. Needs a <see cref="TimeProvider"/> and the core.</summary>
    public static IServiceCollection AddHostTransports(this IServiceCollection services, SshOptions ssh, SaltOptions? salt = null) => services.AddSalt(salt ?? new SaltOptions())
        .AddSingleton(ssh).AddSingleton<SshKeys>().AddSingleton<SshConnector>().AddSingleton<SshConnections>()
        .AddSingleton<IHostTransport, LocalTransport>().AddSingleton<IHostTransport, SshTransport>().AddSingleton<IHostTransport, SaltTransport>();

    static IServiceCollection AddSalt(this IServiceCollection services, SaltOptions salt)
    {
        if (SecretReferences.NameOf(salt.Password) is { } name) services.AddSingleton(new SecretUse(name, "BotOps:Salt:Password"));
        return services.AddSingleton(salt).AddSingleton<SaltApi>().AddSingleton<SaltJobs>().AddSingleton<SaltModule>().AddSingleton<SaltKeys>().AddSingleton<IDoctorCheck, SaltCheck>();
    }
}
