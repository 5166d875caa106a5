using Npgsql;

namespace BotOps.Core.Balancing;

/// <summary>
/// Whoever writes an environment's balancer does so alone, from reading the rows to the end of the reload: else an older answer
/// could be laid over a newer one. Freed by PostgreSQL when the connection ends, however it ends.
/// </summary>
sealed class BalancerTurn(NpgsqlConnection connection, string key) : IAsyncDisposable
{
    public static async Task<BalancerTurn> Take(NpgsqlDataSource database, int environment, CancellationToken stopping)
    {
        var turn = new BalancerTurn(await database.OpenConnectionAsync(stopping), $"balancer {environment}");
        try
        {
            await turn.Do("select pg_advisory_lock(hashtextextended($1, 0))", stopping);
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
            await Do("select pg_advisory_unlock(hashtextextended($1, 0))", CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            // The connection broke, and the lock with it
        }
        await connection.DisposeAsync();
    }

    /// <param name="sql">Waits for as long as another has the turn.</param>
    async Task Do(string sql, CancellationToken stopping)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = key } } };
        await command.ExecuteScalarAsync(stopping);
    }
}
