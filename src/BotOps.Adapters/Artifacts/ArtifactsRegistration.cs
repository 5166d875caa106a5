using BotOps.Core.Builds;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Artifacts;

public static class ArtifactsRegistration
{
    /// <param name="folder">Absolute; shared by all workers and by whoever sends artifacts to hosts.</param>
    public static IServiceCollection AddFileArtifacts(this IServiceCollection services, string folder) =>
        services.AddSingleton<IArtifactStore>(provider => new FileArtifactStore(folder, provider.GetRequiredService<TimeProvider>()));
}
