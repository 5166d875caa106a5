using BotOps.Core.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Adapters.Sources.Svn;

public static class SvnRegistration
{
    /// <summary>Adds svn to the <see cref="ISourceControl"/>s, and the service that keeps this machine's working copies in order.</summary>
    public static IServiceCollection AddSvn(this IServiceCollection services, SvnOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<SvnHome>()
            .AddSingleton<SvnClient>()
            .AddSingleton<SvnNames>()
            .AddSingleton<ISourceControl, SvnSource>()
            .AddHostedService<SvnUpkeep>();
    }
}
