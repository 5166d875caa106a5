using BotOps.Adapters.Artifacts;
using BotOps.Adapters.Chat.Slack;
using BotOps.Adapters.Chat.Webhook;
using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Adapters.Dns;
using BotOps.Adapters.Hosts;
using BotOps.Adapters.Sources.Git;
using BotOps.Adapters.Sources.Svn;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using BotOps.Web;

namespace BotOps.Composition;

/// <summary>Composes one BotOps process: what <c>serve</c> runs, and what <c>sandbox</c> adds its own to.</summary>
public static class BotOpsHost
{
    /// <summary>What is not at its end by then is left to the next start; <c>deploy/</c> gives it longer before it kills.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);

    public static WebApplicationBuilder AddBotOps(this WebApplicationBuilder builder, BotOpsSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        Languages.House = settings.Language;
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(new SecretKeyOptions(settings.SecretKeys ?? Path.Combine(settings.DataFolder, "secret-keys"), settings.SecretKey));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        services.AddSingleton(settings.Monitoring).AddSingleton(settings.Inventory).AddSingleton(settings.Scaling);
        if (SecretReferences.NameOf(settings.Monitoring.Token) is { } token) services.AddSingleton(new SecretUse(token, "BotOps:Monitoring:Token"));
        services.AddBotOpsCore(settings.ConnectionString, new WorkerOptions { DataFolder = settings.DataFolder, Lease = settings.Lease, PublicUrl = settings.PublicUrl, ArtifactsUrl = settings.ArtifactsUrl, GroupsEvery = settings.GroupsEvery });
        services.AddOptions<LockOptions>().BindConfiguration("Locks");
        services.AddGit(new GitOptions { DataFolder = settings.DataFolder });
        services.AddSvn(new SvnOptions { DataFolder = settings.DataFolder });
        if (settings.S3 is { } s3) services.AddS3Artifacts(s3, Path.Combine(settings.DataFolder, "artifacts-incoming"));
        else services.AddFileArtifacts(settings.Artifacts);
        services.AddHostTransports(settings.Ssh, settings.Salt);
        foreach (var account in settings.Cloud) services.AddAlibaba(account);
        foreach (var zone in settings.Dns) services.AddDynamicDns(zone);
        services.AddWebhooks(settings.Webhooks);
        if (settings.Works) services.AddBotOpsWorker(new BuildOptions { DataFolder = settings.DataFolder, Jdks = settings.Jdks });
        if (settings.Slack is { } slack) services.AddSlack(slack, receives: settings.ServesPages);
        if (settings.Works && settings.Slack is not null) services.AddBotOpsDispatcher();
        else if (settings.Works && settings.Webhooks.Count > 0) services.AddHostedService<Dispatcher>(); // webhooks follow no logs
        services.AddJobs(settings); // after the worker's parts: what is added last stops first, and a stopping job still needs them
        builder.AddBotOpsWeb(settings.DataFolder);
        if (settings.ServesPages) services.AddHostedService<LinkKey>();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>Starts it in the language of the house: what it does from here on speaks to nobody in particular, whatever this terminal speaks.</summary>
    public static async Task Begin(this WebApplication app, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await app.StartAsync(stopping);
    }

    public static WebApplication MapBotOps(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<BotOpsSettings>().ServesPages)
        {
            app.MapHealth(); // a worker has no pages, but can be asked whether it lives
            return app;
        }
        app.MapBotOpsWeb();
        app.MapArtifacts();
        app.MapSlack();
        app.MapDashboard();
        return app;
    }
}
