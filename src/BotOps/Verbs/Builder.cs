namespace BotOps.Verbs;

/// <summary>A web application without the framework's guesses: configuration lies beside the executable, wherever it is started from.</summary>
static class Builder
{
    /// <summary>Settings are read once; the framework would watch every folder below the executable and where it is started from.</summary>
    static readonly string[] StartOnce = ["--hostBuilder:reloadConfigOnChange=false"];

    public static WebApplicationBuilder Create(string[] urls, LogLevel level = LogLevel.Information)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "botops", Args = StartOnce });
        builder.Configuration.AddJsonFile(Path.Combine(Directory.GetCurrentDirectory(), "appsettings.json"), optional: true);
        builder.Configuration.AddEnvironmentVariables("BOTOPS_");
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Logging.SetMinimumLevel(level);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // its keys lie in a folder that only BotOps may enter
        builder.Logging.AddFilter("Hangfire", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        if (urls.Length > 0) builder.WebHost.UseUrls(urls);
        return builder;
    }
}
