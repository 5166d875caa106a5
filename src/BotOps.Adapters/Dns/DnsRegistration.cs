using BotOps.Core.Dns;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Dns;

public static class DnsRegistration
{
    public static IServiceCollection AddDynamicDns(this IServiceCollection services, DynamicDnsOptions zone)
    {
        if (SecretReferences.NameOf(zone.Secret) is { } name) services.AddSingleton(new SecretUse(name, $"BotOps:Dns:{zone.Name}:Secret"));
        return services.AddSingleton<INameServer>(provider => new DynamicDns(zone, provider.GetRequiredService<SecretReferences>(), new DnsPrograms(provider.GetRequiredService<TimeProvider>())));
    }
}
