using BotOps.Adapters.Chat.Slack;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Slack;

/// <summary>What a process receives from Slack, on real HTTP and a real inbox, without anything that works on it.</summary>
sealed class SlackHost : IAsyncDisposable
{
    readonly WebApplication app;
    readonly string? database;
    static int hosts;

    SlackHost(WebApplication app, string? database) => (this.app, this.database) = (app, database);

    public Uri Url => new(app.Urls.First());
    public IServiceProvider Services => app.Services;

    /// <param name="database">Null: it is away.</param>
    public static async Task<SlackHost> Start(string? database, SlackOptions slack, TimeProvider clock, string secret = SlackTown.Secret)
    {
        var name = $"BOTOPS_TEST_SLACK_{Interlocked.Increment(ref hosts)}";
        Environment.SetEnvironmentVariable(name, secret);
        Environment.SetEnvironmentVariable($"{name}_BOT", SlackTown.BotToken);
        Environment.SetEnvironmentVariable($"{name}_APP", SlackTown.AppToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Ports.Free()}");
        builder.Services.AddSingleton(clock);
        builder.Services.AddBotOpsCore(database ?? "Host=127.0.0.1;Port=1;Username=nobody;Password=x;Database=x;Timeout=30", new WorkerOptions { DataFolder = Path.GetTempPath() });
        builder.Services.AddSlack(slack with { BotToken = $"env:{name}_BOT", AppToken = $"env:{name}_APP", SigningSecret = $"env:{name}" }, receives: true);
        var app = builder.Build();
        app.MapSlack();
        await app.StartAsync();
        return new SlackHost(app, database);
    }

    public async Task<IReadOnlyList<InboxItem>> Inbox()
    {
        await using var db = Database.Open(database!);
        return await db.Inbox.AsNoTracking().OrderBy(i => i.Id).ToListAsync();
    }

    public BotOpsDb Open() => Database.Open(database!);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
