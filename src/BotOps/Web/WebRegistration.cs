using BotOps.Adapters.Web;
using BotOps.Core.Access;
using BotOps.Core.Jobs;
using BotOps.Core.Monitoring;
using BotOps.Core.Releases;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Web;

/// <summary>Pages, sign-in and the JSON interface. Needs <c>BotOpsDb</c>, <c>LogStore</c>, <c>Notifications</c> and <see cref="IReleaseActions"/> of the composition.</summary>
public static class WebRegistration
{
    /// <param name="dataFolder">Where this machine keeps the keys of its session cookies.</param>
    public static void AddBotOpsWeb(this WebApplicationBuilder builder, string dataFolder)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var services = builder.Services;
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn");
        services.AddSessions(dataFolder);
        services.AddRazorComponents();
        services.AddProblemDetails();
        services.TryAddScoped<Roles>();
        services.TryAddScoped<SignIn>();
        services.TryAddSingleton(new SecretKeyOptions(Path.Combine(dataFolder, "secret-keys"), []));
        services.TryAddSingleton<SecretKeys>();
        services.TryAddSingleton(new WorkerOptions { DataFolder = dataFolder });
        services.TryAddSingleton<PageLinks>();
        services.AddScoped<OpenByLink>();
        services.TryAddScoped<ReleaseQuery>();
        services.TryAddScoped<OverviewQuery>();
        services.TryAddScoped<AuditTrail>();
        services.TryAddSingleton(new MonitoringOptions());
        services.TryAddSingleton<SecretReferences>();
        services.TryAddScoped<ReadTargets>();
        services.AddScoped<Scenes>();
        services.AddSingleton<LiveSections>();
    }

    /// <summary>Everything on the way to a page, then the pages. Called before what else the application maps.</summary>
    public static void MapBotOpsWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseErrors();
        app.UseSameOrigin();
        app.UseAuthentication();
        app.UseLanguages();
        app.UseAuthorization();

        app.MapEmbeddedAssets(typeof(WebRegistration).Assembly);
        app.MapLogin();
        app.MapOpen();
        app.MapHome();
        app.MapReleases();
        app.MapHistory();
        app.MapWholeLogs();
        app.MapLogs();
        app.MapLogSearch();
        app.MapHealth();
        app.MapMonitoring();
    }
}
