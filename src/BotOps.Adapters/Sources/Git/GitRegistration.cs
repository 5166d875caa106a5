using BotOps.Core.Sources;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Adapters.Sources.Git;

public static class GitRegistration
{
    /// <summary>Adds git to the <see cref="ISourceControl"/>s, and the service that keeps this machine's mirrors in order.</summary>
    public static IServiceCollection AddGit(this IServiceCollection services, GitOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(options)
            .AddSingleton<GitHome>()
            .AddSingleton<GitClient>()
            .AddSingleton<Mirrors>()
            .AddSingleton<ISourceControl, GitSource>()
            .AddHostedService<MirrorUpkeep>();
    }
}
