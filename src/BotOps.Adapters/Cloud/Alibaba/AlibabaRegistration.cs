using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Doctor;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Cloud.Alibaba;

public static class AlibabaRegistration
{
    /// <summary>One account: an <see cref="ICloud"/>, an <see cref="INameServer"/> for each of its domains, and a check of the doctor's.</summary>
    public static IServiceCollection AddAlibaba(this IServiceCollection services, AlibabaOptions account)
    {
        foreach (var (field, reference) in new[] { ("AccessKey", account.AccessKey), ("Secret", account.Secret), ("SecurityToken", account.SecurityToken) })
            if (SecretReferences.NameOf(reference) is { } name) services.AddSingleton(new SecretUse(name, $"BotOps:Cloud:{account.Account}:{field}"));

        services.AddKeyedSingleton(account.Account, (provider, _) => Connect(account, provider.GetRequiredService<SecretReferences>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICloud>(provider => new AlibabaCloud(account, Api(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDoctorCheck>(provider => new AlibabaCheck(account, Api(provider)));
        foreach (var domain in account.Domains) services.AddSingleton<INameServer>(provider => new Alidns(account, Api(provider), domain));
        foreach (var zone in account.PrivateZones) services.AddSingleton<INameServer>(provider => new PrivateZone(account, Api(provider), zone));
        return services;

        AlibabaApi Api(IServiceProvider provider) => provider.GetRequiredKeyedService<AlibabaApi>(account.Account);
    }

    internal static AlibabaApi Connect(AlibabaOptions account, SecretReferences secrets, TimeProvider clock)
    {
        var http = Http();
        IKeySource keys = account switch
        {
            { AccessKey: not null } => new GivenKey(account, secrets),
            { InstanceRole: not null } => new HeldKey(new InstanceRoleKey(account, http, clock), clock),
            _ => new EnvironmentKey(account, Environment.GetEnvironmentVariable),
        };
        if (account.AssumeRole is not null) keys = new HeldKey(new AssumedRoleKey(account, new AlibabaApi(account, keys, http, clock)), clock);
        return new AlibabaApi(account, keys, http, clock);
    }

    static HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // the limit is the clock's
    };
}
