using System.Data;
using BotOps.Core.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace BotOps.Core.Logs;

/// <summary>
/// Stores batches of one writer, each exactly once. A connection that breaks in COMMIT leaves the outcome open; the transaction's
/// number, fetched before, tells it afterwards (pg_xact_status), so nothing is stored twice and no trace of writers is kept.
/// </summary>
sealed class LogAppend(NpgsqlDataSource database, long log, LogOptions options, TimeProvider clock, ILogger logger)
{
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A connection that was lost between the insert and COMMIT holds the log's lock: the server ends it by itself.</summary>
    const string DoNotLinger = "set local idle_in_transaction_session_timeout = '10s'";

    /// <summary>The row's lock makes the numbers gapless and the order of telling that of storing.</summary>
    const string Insert =
        $"""
        with log as (
            update botops.logs set lines = lines + @lines, bytes = bytes + length(@text),
                told_at = case when told_at between statement_timestamp() - @every and statement_timestamp() + @every then told_at else statement_timestamp() end
            where id = @log returning id, lines, bytes, told_at
        ), chunk as (
            insert into botops.log_chunks (log_id, first_line, lines, text) select id, lines - @lines + 1, @lines, @text from log
        )
        select bytes, told_at, told_at = statement_timestamp(), pg_current_xact_id(),
            case when told_at = statement_timestamp() then pg_notify('{Notifications.Logs}', id || ' ' || lines)::text end
        from log
        """;

    /// <summary>Who told after us told of our lines too.</summary>
    const string TellLater =
        $"""
        with log as (update botops.logs set told_at = statement_timestamp() where id = @log and told_at = @told returning id, lines)
        select pg_notify('{Notifications.Logs}', id || ' ' || lines)::text from log
        """;

    DateTime? untoldSince;
    long untoldFrom;

    /// <summary>When <see cref="Tell"/> is due; endless when all was told.</summary>
    public TimeSpan TellsIn
    {
        get
        {
            if (untoldSince is null) return Timeout.InfiniteTimeSpan;
            var rest = options.TellEvery - clock.GetElapsedTime(untoldFrom);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    public async Task Store(LogBatch batch, CancellationToken stopping)
    {
        ulong? unclear = null;
        await UntilItAnswers(async connection =>
        {
            if (unclear is { } number && await WasCommitted(connection, number, stopping)) return;
            unclear = null;

            await using var transaction = await connection.BeginTransactionAsync(stopping);
            var (bytes, toldAt, told, transactionNumber) = await InsertChunk(connection, batch, stopping);
            if (bytes > options.Limit) await LogLimit.Apply(connection, log, bytes, options.Limit, stopping);

            unclear = transactionNumber;
            if (told) untoldSince = null;
            else (untoldSince, untoldFrom) = (toldAt, clock.GetTimestamp());
            await transaction.CommitAsync(stopping);
        }, batch.Lines, stopping);
    }

    /// <summary>Tells of lines that were stored too soon after the last telling.</summary>
    public async Task Tell(CancellationToken stopping)
    {
        if (untoldSince is not { } told) return;
        await UntilItAnswers(async connection =>
        {
            await using var tell = new NpgsqlCommand(TellLater, connection)
            {
                Parameters = { new("log", log), new("told", NpgsqlDbType.TimestampTz) { Value = told } },
            };
            await tell.ExecuteNonQueryAsync(stopping);
        }, 0, stopping);
        untoldSince = null;
    }

    async Task<(long Bytes, DateTime ToldAt, bool Told, ulong Transaction)> InsertChunk(NpgsqlConnection connection, LogBatch batch, CancellationToken stopping)
    {
        await using var insert = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(DoNotLinger),
                new(Insert)
                {
                    Parameters =
                    {
                        new("log", log), new("lines", batch.Lines), new("every", options.TellEvery),
                        new NpgsqlParameter<ReadOnlyMemory<byte>>("text", NpgsqlDbType.Bytea) { TypedValue = batch.Text },
                    },
                },
            },
        };
        await using var row = await insert.ExecuteReaderAsync(CommandBehavior.SingleRow, stopping);
        if (!await row.ReadAsync(stopping)) throw new InvalidOperationException($"There is no log {log}.");
        return (row.GetInt64(0), row.GetDateTime(1), row.GetBoolean(2), row.GetFieldValue<ulong>(3));
    }

    /// <exception cref="TimeoutException">The server has not noticed yet that its connection is gone.</exception>
    static async Task<bool> WasCommitted(NpgsqlConnection connection, ulong transaction, CancellationToken stopping)
    {
        await using var ask = new NpgsqlCommand("select pg_xact_status(@transaction)", connection)
        {
            Parameters = { new("transaction", NpgsqlDbType.Xid8) { Value = transaction } },
        };
        try
        {
            return await ask.ExecuteScalarAsync(stopping) switch
            {
                "committed" => true,
                "in progress" => throw new TimeoutException("The server still holds the broken connection's transaction."),
                _ => false,
            };
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            return false; // a number that is to come: the server is a copy that never saw it
        }
    }

    async Task UntilItAnswers(Func<NpgsqlConnection, Task> work, int lines, CancellationToken stopping)
    {
        for (var pause = ShortestPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stopping);
                await work(connection);
                return;
            }
            catch (Exception error) when (Retry.IsTransient(error) && !stopping.IsCancellationRequested)
            {
                logger.LogWarning("Log {Log} waits for the database: {Error}", log, error.GetBaseException().Message);
                await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error)
            {
                logger.LogError("Log {Log} is not written any more, {Lines} lines and what follows are lost: {Error}", log, lines, error.GetBaseException().Message);
                throw;
            }
        }
    }
}
