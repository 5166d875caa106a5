using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Builds;

public static class BuildsRegistration
{
    /// <summary>Needs <c>AddChildren</c>, an <see cref="IArtifactStore"/> and the source controls.</summary>
    public static IServiceCollection AddBuilds(this IServiceCollection services, BuildOptions options) =>
        services.AddSingleton(options).AddSingleton<HookRunner>().AddSingleton<HookRows>().AddSingleton<BuildHooks>().AddSingleton<BuildRunner>();
}
