using Npgsql;

namespace BotOps.Core.Balancing;

/// <summary>
/// Whoever writes an environment's balancer does so alone, from reading the rows to the end of the reload: else an older answer
/// could be laid over a newer one. Freed by PostgreSQL when the connection ends, however it ends; a worker that stands still keeps its
/// connection, so after a while it is passed by, as its fence is an older one.
/// </summary>
sealed class BalancerTurn(NpgsqlConnection connection, string key) : IAsyncDisposable
{
    /// <param name="patience">Longer than anybody needs who is alive.</param>
    public static async Task<BalancerTurn> Take(NpgsqlDataSource database, int environment, TimeSpan patience, CancellationToken stopping)
    {
        var key = $"balancer {environment}";
        var turn = new BalancerTurn(await database.OpenConnectionAsync(stopping), key);
        try
        {
            await turn.Do("select set_config('lock_timeout', $1, false)", FormattableString.Invariant($"{patience.TotalMilliseconds:0}"), stopping);
            await turn.Do("select pg_advisory_lock(hashtextextended($1, 0))", key, stopping);
            return turn;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Do("select pg_advisory_unlock(hashtextextended($1, 0)), set_config('lock_timeout', '0', false)", key, CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // The connection broke, and the lock with it
        }
        await connection.DisposeAsync();
    }

    async Task Do(string sql, string parameter, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = parameter } } };
        await command.ExecuteScalarAsync(stopping);
    }
}
