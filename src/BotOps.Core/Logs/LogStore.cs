using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Logs;

/// <summary>Where logs are written, read and followed. One for the process.</summary>
public sealed partial class LogStore(NpgsqlDataSource database, Notifications notifications, LogOptions options, TimeProvider clock, ILogger<LogStore> logger)
    : IDisposable
{
    readonly CancellationTokenSource closing = new();

    /// <summary>A new log, in the caller's transaction.</summary>
    public async Task<Log> Create(BotOpsDb db, CancellationToken stopping)
    {
        var log = new Log { CreatedAt = clock.GetUtcNow() };
        db.Logs.Add(log);
        await db.SaveChangesAsync(stopping);
        return log;
    }

    /// <param name="stopping">BotOps stops: the writer still tries for <see cref="LogOptions.StopLimit"/> to store what it holds.</param>
    public LogWriter Open(long logId, SecretMask mask, CancellationToken stopping = default) =>
        new(new LogAppend(database, logId, options, clock, logger), mask, options, clock, stopping, closing.Token);

    /// <summary>Nothing more is written: who follows the log reads to its end and is done.</summary>
    public async Task End(long logId, CancellationToken stopping)
    {
        await using var end = database.CreateCommand(EndSql);
        end.Parameters.Add(new("log", logId));
        await end.ExecuteNonQueryAsync(stopping);
    }

    /// <summary>The same in the caller's transaction; what a <see cref="LogWriter"/> still holds must be flushed before.</summary>
    public static Task End(BotOpsDb db, long logId, CancellationToken stopping) =>
        db.Database.ExecuteSqlRawAsync(EndSql, [new NpgsqlParameter("log", logId)], stopping);

    const string EndSql =
        $"""
        with log as (update botops.logs set ended = true where id = @log returning id, lines)
        select pg_notify('{Notifications.Logs}', id || ' ' || lines)::text from log
        """;

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
    }
}
