using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotOps.Core.Doctor;

sealed class DatabaseCheck(IDbContextFactory<BotOpsDb> databases) : IDoctorCheck
{
    public string Name => "database";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        try
        {
            await db.Database.OpenConnectionAsync(stopping);
        }
        catch (Exception error) when (Retry.IsTransient(error) || error.GetBaseException() is NpgsqlException)
        {
            return CheckResult.Fail(Texts.Doctor.NoDatabase(error.GetBaseException().Message));
        }

        var version = ((NpgsqlConnection)db.Database.GetDbConnection()).PostgreSqlVersion;
        var pending = (await db.Database.GetPendingMigrationsAsync(stopping)).Count();
        return pending == 0 ? CheckResult.Ok(Texts.Doctor.DatabaseUpToDate(version)) : CheckResult.Fail(Texts.Doctor.DatabaseBehind(version, pending));
    }
}
