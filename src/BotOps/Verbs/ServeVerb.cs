using System.CommandLine;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotOps.Verbs;

/// <summary>Runs BotOps for real. Never falls back to the sandbox: without a connection string it exits with the reason.</summary>
static class ServeVerb
{
    public static Command Create()
    {
        var role = new Option<ServeRole>("--role") { Description = Texts.Usage.ServeRole, DefaultValueFactory = _ => ServeRole.All };
        var urls = new Option<string[]>("--urls") { Description = Texts.Usage.ServeUrls, DefaultValueFactory = _ => [] };
        var verb = new Command("serve", Texts.Usage.Serve) { role, urls };
        verb.SetAction((parsed, stopping) => Run(parsed.GetValue(role), parsed.GetValue(urls)!, stopping));
        return verb;
    }

    static async Task<int> Run(ServeRole role, string[] urls, CancellationToken stopping)
    {
        var builder = Builder.Create(urls);
        var settings = BotOpsSettings.Read(builder.Configuration, role);
        if (urls.Length == 0 && builder.Configuration["Urls"] is null) builder.WebHost.UseUrls(settings.ServesPages ? "http://127.0.0.1:8080" : "http://127.0.0.1:0");

        await using var app = builder.AddBotOps(settings).Build();
        await RequireMigrated(app.Services, stopping);
        if (await app.Services.MakeFirstAdmin(stopping) is { } made) Console.WriteLine(Texts.FirstAdminMade(made));
        app.MapBotOps();
        await app.Begin(stopping);
        Console.WriteLine(Texts.Serves(role.ToString().ToLowerInvariant(), string.Join(", ", app.Urls)));
        await app.WaitForShutdownAsync(stopping);
        return 0;
    }

    internal static async Task RequireMigrated(IServiceProvider services, CancellationToken stopping)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<BotOpsDb>>().CreateDbContextAsync(stopping);
        List<string> pending;
        try
        {
            pending = [.. await db.Database.GetPendingMigrationsAsync(stopping)];
        }
        catch (Exception error) when (error is NpgsqlException || Retry.IsTransient(error))
        {
            throw new UserError(Texts.DatabaseAway(error.GetBaseException().Message));
        }
        if (pending.Count > 0) throw new UserError(Texts.MigrationsPending(pending.Count));
    }
}
