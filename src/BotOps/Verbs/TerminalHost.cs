using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Jobs;
using BotOps.Sandbox;
using Microsoft.Extensions.Logging.Console;

namespace BotOps.Verbs;

/// <summary>A BotOps that is composed and never started: it serves nothing and runs no job.</summary>
static class TerminalHost
{
    public static WebApplication Build(string? sandbox)
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
        return BotOpsSettings.Read(configuration, ServeRole.All) with { DataFolder = running.Work, Artifacts = running.Artifacts, PublicUrl = running.Url };
    }
}
