using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Sandbox;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.Logging.Console;

namespace BotOps.Verbs;

/// <summary>A BotOps that is composed and never started: it serves nothing and runs no job.</summary>
static class TerminalHost
{
    /// <exception cref="UserError">Its database is not of this version.</exception>
    public static async Task<WebApplication> Open(string? sandbox, CancellationToken stopping)
    {
        var app = Build(sandbox);
        try
        {
            await ServeVerb.RequireMigrated(app.Services, stopping);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The user of the operating system, of whom the audit hears with all that is done in this scope, and the person that they are; null: none of the catalog.</summary>
    public static async Task<(OsUser User, Person? Person)> Typist(this IServiceProvider scope, CancellationToken stopping)
    {
        var user = OsUser.Current();
        scope.GetRequiredService<Audit>().Source = $"{user}";
        return (user, await user.Person(scope.GetRequiredService<BotOpsDb>(), stopping));
    }

    static WebApplication Build(string? sandbox)
    {
        var builder = Builder.Create([], LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var settings = Settings(builder.Configuration, sandbox);
        try
        {
            builder.AddBotOps(settings);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new UserError(Texts.DataFolderClosed(settings.DataFolder, Environment.UserName));
        }
        builder.Services.AddSingleton<Workers>();
        if (settings.S3 is not null) return builder.Build();

        var store = builder.Services.Last(s => s.ServiceType == typeof(IArtifactStore)).ImplementationFactory!;
        builder.Services.AddSingleton<IArtifactStore>(services => new ReachableArtifacts((IArtifactStore)store(services), settings.Artifacts));
        return builder.Build();
    }

    static BotOpsSettings Settings(ConfigurationManager configuration, string? sandbox)
    {
        if (sandbox is null)
        {
            if (string.IsNullOrWhiteSpace(configuration.GetConnectionString("BotOps"))) throw new UserError(Texts.VerbNeedsDatabase);
            return BotOpsSettings.Read(configuration, ServeRole.All);
        }
        var running = RunningSandbox.In(sandbox);
        if (configuration.GetConnectionString("BotOps") is not { Length: > 0 }) configuration["ConnectionStrings:BotOps"] = running.ConnectionString;
        var settings = BotOpsSettings.Read(configuration, ServeRole.All);
        return settings with { DataFolder = running.Work, Artifacts = running.Artifacts, PublicUrl = running.Url, Cloud = [.. settings.Cloud, SandboxCloud.Account(running.Work, running.Cloud)] };
    }
}
