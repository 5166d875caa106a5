using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Secrets;
using BotOps.Sandbox;
using BotOps.Sandbox.Chat;
using BotOps.Sandbox.Cloud;
using BotOps.Sandbox.Postgres;
using BotOps.Web;

namespace BotOps.Verbs;

/// <summary>A whole BotOps of its own: PostgreSQL, four people, hosts, a sample project, a web chat. Ends everything that it started.</summary>
sealed class SandboxRun : IAsyncDisposable
{
    readonly SandboxFolder folder;
    PrivateCluster? cluster;
    SandboxHosts? hosts;
    CloudDouble? cloud;
    WebApplication? app;

    SandboxRun(SandboxFolder folder) => this.folder = folder;

    public string Url { get; private set; } = "";
    public IServiceProvider Services => app!.Services;
    public SandboxFolder Folder => folder;

    public static async Task<SandboxRun> Start(SandboxFolder folder, string listen, int? port, ServeRole role, LogLevel level, CancellationToken stopping)
    {
        var run = new SandboxRun(folder);
        try
        {
            await run.Start(listen, port, role, level, stopping);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdown(CancellationToken stopping) => app!.WaitForShutdownAsync(stopping);

    async Task Start(string listen, int? port, ServeRole role, LogLevel level, CancellationToken stopping)
    {
        using var held = HeldPort.Take(listen, port);
        Url = $"http://{(listen is "0.0.0.0" or "::" ? "127.0.0.1" : listen)}:{held.Number}";
        var builder = Builder.Create([$"http://{listen}:{held.Number}"], level);
        builder.Configuration["ConnectionStrings:BotOps"] = builder.Configuration.GetConnectionString("BotOps") is { Length: > 0 } own ? own : await StartCluster(stopping);
        using var heldCloud = HeldPort.Take("127.0.0.1", 0);
        var cloudUrl = new Uri($"http://127.0.0.1:{heldCloud.Number}");
        var settings = BotOpsSettings.Read(builder.Configuration, role);
        settings = settings with { DataFolder = folder.Work, Artifacts = Path.Combine(folder.Work, "artifacts"), PublicUrl = Url, Cloud = [.. settings.Cloud, SandboxCloud.Account(folder.Work, cloudUrl)] };
        await MigrateVerb.Migrate(settings.ConnectionString, stopping);

        builder.AddBotOps(settings);
        builder.Services.AddBotOpsDispatcher();
        builder.Services.AddWebChat();
        builder.Services.AddScoped<IComposerHelp, ComposerHelper>();
        builder.Services.AddSingleton(new NavLink("# deploys", "/chat", release => $"/chat?release={release}"));
        app = builder.Build();
        app.MapBotOps();
        app.MapWebChat();

        hosts = new SandboxHosts(folder, app.Services.GetServices<IHostTransport>().Single(t => t.Name == "local"));
        await hosts.StopAll(stopping); // what a kill left
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BotOpsDb>();
            var catalog = await new SandboxCatalog(folder, hosts, TimeProvider.System).KeepFiles(db, stopping);
            await catalog.Apply(scope.ServiceProvider.GetRequiredService<ApplyCatalog>(), stopping);
            heldCloud.Dispose();
            cloud = await SandboxCloud.Start(cloudUrl, folder, hosts, db, stopping);
            await hosts.StartAgain(db, app.Services.GetRequiredService<SecretReferences>(), stopping);
        }
        held.Dispose();
        await app.Begin(stopping);
        await RunningSandbox.Announce(folder, Url, cloudUrl, stopping);
    }

    async Task<string> StartCluster(CancellationToken stopping)
    {
        cluster = await PrivateCluster.Start(folder.Postgres, stopping);
        await cluster.CreateDatabase("botops", null, stopping);
        return cluster.ConnectionString("botops");
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await app.StopAsync(limit.Token);
        }
        if (cloud is not null) await cloud.DisposeAsync();
        if (hosts is not null) await hosts.StopAll(CancellationToken.None);
        if (app is not null) await app.DisposeAsync();
        if (cluster is not null) await cluster.DisposeAsync();
        folder.Dispose();
    }
}
