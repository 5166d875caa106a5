using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Core.Sources;
using BotOps.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Benchmarks.Rig;

/// <summary>A whole worker in this process, with chat and sources that cost nothing; its one project is <c>bench</c>, for whose releases nobody has to approve.</summary>
sealed class Engine : IAsyncDisposable
{
    static readonly Where At = new("benchmark", 1, "");
    readonly TestBed bed;
    readonly WebApplication app;

    Engine(TestBed bed, WebApplication app) => (this.bed, this.app) = (bed, app);

    /// <param name="ssh">How those of the hosts are reached that are not <c>simulated</c>.</param>
    public static async Task<Engine> Start(TestBed bed, IReadOnlyList<CatalogHost> hosts, Settings settings, SshOptions ssh, CancellationToken stopping, AlibabaOptions? cloud = null, ScaleSettings? scaling = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "botops" });
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddBotOps(new BotOpsSettings { ConnectionString = bed.ConnectionString, DataFolder = bed.Below("data"), Artifacts = bed.Below("artifacts"), Role = ServeRole.Worker, Ssh = ssh, Cloud = cloud is null ? [] : [cloud] });
        builder.Services.AddBotOpsDispatcher();
        builder.Services.AddScoped<ApplyCatalog>();
        builder.Services.AddSingleton<IHostTransport, SimulatedHosts>().AddSingleton<ISourceControl, OneFile>().AddSingleton<IChatPlatform, ForgetfulChat>();

        var engine = new Engine(bed, builder.Build());
        await using (var scope = engine.app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ApplyCatalog>().Handle([Catalog(hosts, settings, scaling)], null, stopping);
        await engine.app.StartAsync(stopping);
        return engine;
    }

    public static CatalogHost Host(string name, string address, string root, string transport) => new(At, name, address, root, transport);

    public int MessagesSent => ((ForgetfulChat)app.Services.GetRequiredService<IChatPlatform>()).Sent;

    /// <summary>From the asking to the last message that tells of it.</summary>
    /// <returns>How long its hosts took, from the first one's first step to the release's end.</returns>
    public async Task<TimeSpan> Deploy(PlanOptions options, CancellationToken stopping, bool rebuild = false)
    {
        long id;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var developer = await scope.ServiceProvider.GetRequiredService<Core.Persistence.BotOpsDb>().Persons.Where(p => p.Handle == "developer").Select(p => p.Id).SingleAsync(stopping);
            var input = new DeployInput("bench", "master", null, options, Rebuild: rebuild);
            id = (await scope.ServiceProvider.GetRequiredService<RequestRelease>().Handle(input, developer, new Core.Chat.Place("simulated", "bench", "deploys"), stopping)).Id;
        }

        await using var db = bed.Open();
        var told = db.Outbox.Where(m => m.Sent < m.Wanted && m.Parked == null);
        while (!(await db.Releases.AsNoTracking().SingleAsync(r => r.Id == id, stopping)).State.Ended() || await told.AnyAsync(stopping))
            await Task.Delay(250, stopping);

        var release = await db.Releases.Include(r => r.History).SingleAsync(r => r.Id == id, stopping);
        if (release.State != ReleaseState.Succeeded) throw new UserError($"#{id} ended {release.State}: {release.Reason}");
        return release.History.Single(c => c.To == ReleaseState.Succeeded).At - release.History.Single(c => c.To == ReleaseState.RollingOut).At;
    }

    /// <summary>From the asking to the last host in service.</summary>
    public async Task<(ScaleOrder Order, IReadOnlyList<ScaleHost> Hosts)> ScaleOut(int amount, CancellationToken stopping)
    {
        long id;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var ops = await scope.ServiceProvider.GetRequiredService<Core.Persistence.BotOpsDb>().Persons.Where(p => p.Handle == "ops").Select(p => p.Id).SingleAsync(stopping);
            id = (await scope.ServiceProvider.GetRequiredService<RequestScaleOut>().Handle(new ScaleOutInput("bench", null, amount), ops, new Core.Chat.Place("simulated", "bench", "deploys"), stopping)).Id;
        }

        await using var db = bed.Open();
        ScaleOrder order;
        while (!(order = await db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == id, stopping)).State.Ended() && order.State != ScaleState.AwaitingDecision) await Task.Delay(250, stopping);
        if (order.State != ScaleState.Succeeded) throw new UserError($"#{id} ended {order.State}: {order.Reason}");
        return (order, await db.HostsOf(id, stopping));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static CatalogDocument Catalog(IReadOnlyList<CatalogHost> hosts, Settings settings, ScaleSettings? scaling) => new()
    {
        People = SandboxPeople.People(OsUser.Current()),
        Roles = [.. SandboxPeople.Roles.Where(r => r.Grants.Any(g => g.Role is Role.Requester or Role.Operator))],
        Hosts = hosts,
        Projects =
        [
            new CatalogProject(At, "bench", new Repository("one-file", "file:///none"),
                [new CatalogEnvironment(At, "production", [.. hosts.Select(host => new CatalogHostName(At, host.Name))], settings) { Policy = new Policy { Approvals = 0 }, Scaling = scaling }])
            {
                Channels = ["simulated/bench/deploys"],
            },
        ],
    };
}
