using System.Net;
using BotOps.Core.Access;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Monitoring;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using BotOps.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.IntegrationTests.Web;

/// <summary>The pages over HTTP on a database of their own, composed of the two calls that the executable makes.</summary>
public sealed class Site : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("botops-web-").FullName;
    readonly WebApplication app;

    Site(string connectionString, Action<WebApplication>? more, MonitoringOptions? monitoring)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(NpgsqlDataSource.Create(connectionString));
        services.AddDbContextFactory<BotOpsDb>(options => BotOpsDb.Configure(options, connectionString));
        services.AddSingleton<Notifications>().AddHostedService(all => all.GetRequiredService<Notifications>());
        services.AddSingleton(new LogOptions()).AddSingleton<LogStore>();
        services.AddSingleton<IReleaseActions>(Presses);
        if (monitoring is not null) services.AddSingleton(monitoring);
        builder.AddBotOpsWeb(folder);
        app = builder.Build();
        app.MapBotOpsWeb();
        more?.Invoke(app);
        Rows = new Rows(connectionString);
    }

    public Rows Rows { get; }
    public Presses Presses { get; } = new();
    public ShiftedClock Clock { get; } = new();
    public string Keys => Path.Combine(folder, "keys");
    public Uri Address => new(app.Urls.Single());

    /// <param name="database">Of what is shown; null: a new one.</param>
    public static async Task<Site> Start(Action<WebApplication>? more = null, string? database = null, MonitoringOptions? monitoring = null)
    {
        var site = new Site(database ?? await Database.Create(), more, monitoring);
        await site.app.StartAsync();
        return site;
    }

    /// <summary>A browser without a session; redirects are not followed.</summary>
    public HttpClient Stranger() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    public async Task<HttpClient> SignedIn(Person person)
    {
        var client = Stranger();
        var answer = await client.PostAsync("/login", Token(await Link(person)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    public async Task<string> Link(Person person)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SignIn>().CreateLink(person.Id, default);
    }

    /// <summary>A link that is signed for the person, below this site.</summary>
    public string PageLink(Person person, string path)
    {
        app.Services.GetRequiredService<SecretKeys>().Newest();
        app.Services.GetRequiredService<WorkerOptions>().PublicUrl = "https://botops.example.org";
        return new Uri(app.Services.GetRequiredService<PageLinks>().To(path, person.Id)!).PathAndQuery;
    }

    public static FormUrlEncodedContent Token(string token) => new([new("token", token)]);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>The real time, moved by what a test adds.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

/// <summary>Takes what is pressed on pages; what the use cases make of it is tested with them.</summary>
public sealed class Presses : IReleaseActions
{
    public sealed record Press(long Release, string Verb, Guid Person, string? Reason);

    public List<Press> All { get; } = [];
    public BotOps.Core.UserError? Refuse { get; set; }

    public Task Do(long release, string verb, Guid person, string? reason, CancellationToken stopping)
    {
        if (Refuse is { } error) throw error;
        All.Add(new Press(release, verb, person, reason));
        return Task.CompletedTask;
    }
}
