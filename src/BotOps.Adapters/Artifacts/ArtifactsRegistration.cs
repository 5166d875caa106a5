using Amazon.S3;
using BotOps.Adapters.Artifacts.S3;
using BotOps.Core.Builds;
using BotOps.Core.Doctor;
using BotOps.Core.Secrets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Artifacts;

public static class ArtifactsRegistration
{
    /// <param name="folder">Absolute; shared by all workers and by whoever sends artifacts to hosts.</param>
    public static IServiceCollection AddFileArtifacts(this IServiceCollection services, string folder) => services.AddPulls()
        .AddSingleton(provider => new FileArtifactStore(folder, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IArtifactStore>(provider => provider.GetRequiredService<FileArtifactStore>());

    /// <summary>Artifacts and links to them in a bucket. Comes after the core, whose links lead to BotOps itself.</summary>
    /// <param name="folder">Where an artifact lies until its digest is known.</param>
    public static IServiceCollection AddS3Artifacts(this IServiceCollection services, S3Options options, string folder)
    {
        foreach (var (field, reference) in new[] { ("AccessKey", options.AccessKey), ("SecretKey", options.SecretKey) })
            if (SecretReferences.NameOf(reference) is { } name) services.AddSingleton(new SecretUse(name, $"BotOps:Artifacts:S3:{field}"));
        return services.AddPulls().AddSingleton(options)
            .AddSingleton<IAmazonS3>(provider => S3Client.Of(options, provider.GetRequiredService<SecretReferences>()))
            .AddSingleton<IArtifactStore>(provider => new S3ArtifactStore(provider.GetRequiredService<IAmazonS3>(), options, folder))
            .AddSingleton<IArtifactLinks, S3ArtifactLinks>();
    }

    /// <summary>Where hosts pull artifacts of the file store; nothing where the store is another.</summary>
    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<FileArtifactStore>() is not null) ArtifactEndpoints.Map(routes);
    }

    static IServiceCollection AddPulls(this IServiceCollection services) => services.AddSingleton<IDoctorCheck, PullCheck>();
}
