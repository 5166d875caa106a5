using System.Net;
using BotOps.Composition;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Composition;

/// <summary>What <c>serve</c> runs, composed as it composes it.</summary>
public sealed class ServeTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("botops-serve-").FullName;

    [SkippableFact]
    public async Task Serve_has_no_web_chat_and_no_part_of_the_sandbox()
    {
        await using var app = Compose(await Database.Create(), out var services);

        var ofSandbox = services.SelectMany(s => new[] { s.ServiceType, s.IsKeyedService ? null : s.ImplementationType, s.IsKeyedService ? null : s.ImplementationInstance?.GetType() })
            .Where(t => t?.Assembly == typeof(SandboxFolder).Assembly);
        Assert.Empty(ofSandbox);

        await app.StartAsync();
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/chat")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync("/chat/person", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/healthz")).StatusCode);
        await app.StopAsync();
    }

    [SkippableFact]
    public async Task The_dashboard_of_the_jobs_is_closed_to_a_stranger()
    {
        await using var app = Compose(await Database.Create(), out _);
        await app.StartAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Contains((await browser.GetAsync("/hangfire")).StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        await app.StopAsync();
    }

    WebApplication Compose(string connectionString, out IServiceCollection services)
    {
        var builder = Verbs.Builder.Create(["http://127.0.0.1:0"]);
        builder.AddBotOps(new BotOpsSettings { ConnectionString = connectionString, DataFolder = data, Artifacts = Path.Combine(data, "artifacts"), ParallelRollouts = 1, ParallelBuilds = 1 });
        services = builder.Services;
        var app = builder.Build();
        app.MapBotOps();
        return app;
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
