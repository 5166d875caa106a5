using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Persistence;

/// <summary>
/// Runs one unit of a job's work against the database until it is there again. The unit opens its own context and may be
/// run again after an unclear outcome, so it looks before it acts.
/// </summary>
public static class Retry
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static Task<T> Database<T>(this IDbContextFactory<BotOpsDb> databases, Func<BotOpsDb, Task<T>> unit, ILogger log, CancellationToken stopping) => Database(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await unit(db);
    }, log, stopping);

    public static async Task<T> Database<T>(Func<Task<T>> unit, ILogger log, CancellationToken stopping)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            try
            {
                return await unit();
            }
            catch (Exception error) when (IsTransient(error))
            {
                log.LogWarning("The database did not answer ({Error}); trying again", error.GetBaseException().Message);
                await Task.Delay(pause, stopping);
            }
        }
    }

    public static Task Database(this IDbContextFactory<BotOpsDb> databases, Func<BotOpsDb, Task> unit, ILogger log, CancellationToken stopping) =>
        databases.Database(async db =>
        {
            await unit(db);
            return true;
        }, log, stopping);

    /// <summary>The connection broke, the server is starting or stopping, or another was faster on the same row.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        PostgresException { SqlState: "25P03" } => true, // idle_in_transaction_session_timeout: this machine stood still in the middle of a transaction
        PostgresException { SqlState: var state } => state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        System.Net.Sockets.SocketException or TimeoutException or IOException => true,
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),
        InvalidOperationException { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };
}
