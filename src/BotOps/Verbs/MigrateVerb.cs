using System.CommandLine;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Verbs;

/// <summary>Brings the database up to this BotOps.</summary>
static class MigrateVerb
{
    public static Command Create()
    {
        var verb = new Command("migrate", Texts.Usage.Migrate);
        verb.SetAction(async (_, stopping) =>
        {
            var settings = BotOpsSettings.Read(Builder.Create([]).Configuration, ServeRole.All);
            Console.WriteLine(Texts.MigrationsApplied(await Migrate(settings.ConnectionString, stopping)));
            return 0;
        });
        return verb;
    }

    public static async Task<IReadOnlyList<string>> Migrate(string connectionString, CancellationToken stopping)
    {
        var options = new DbContextOptionsBuilder<BotOpsDb>();
        BotOpsDb.Configure(options, connectionString);
        await using var db = new BotOpsDb(options.Options);
        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(stopping)).ToList();
            await db.Database.MigrateAsync(stopping);
            return pending;
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            throw new UserError(Texts.DatabaseAway(error.GetBaseException().Message));
        }
    }
}
