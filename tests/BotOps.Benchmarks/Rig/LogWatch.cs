using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BotOps.Core.Persistence;
using Npgsql;

namespace BotOps.Benchmarks.Rig;

/// <summary>Hears of every log's growth as BotOps' own pages do, and notes when it first heard of each.</summary>
sealed class LogWatch : IAsyncDisposable
{
    readonly ConcurrentDictionary<long, long> first = new();
    readonly SemaphoreSlim begun = new(0);
    readonly CancellationTokenSource ending = new();
    readonly NpgsqlDataSource database;
    Task listening = Task.CompletedTask;

    LogWatch(NpgsqlDataSource database) => this.database = database;

    public static async Task<LogWatch> Start(string connectionString, CancellationToken stopping)
    {
        var watch = new LogWatch(NpgsqlDataSource.Create(connectionString));
        var connection = await watch.database.OpenConnectionAsync(stopping);
        connection.Notification += (_, note) => watch.Hear(long.Parse(note.Payload.Split(' ')[0], CultureInfo.InvariantCulture));
        await using (var listen = new NpgsqlCommand($"listen {Notifications.Logs}", connection)) await listen.ExecuteNonQueryAsync(stopping);
        watch.listening = watch.Listen(connection);
        return watch;
    }

    /// <summary>Forgets the logs that have begun so far.</summary>
    public void Forget()
    {
        while (begun.Wait(0)) { }
    }

    /// <summary>Waits, without asking BotOps anything meanwhile, until a log has begun.</summary>
    public Task UntilOneBegins(CancellationToken stopping) => begun.WaitAsync(stopping);

    /// <summary>When this process was told of the first lines of the release's build (a timestamp of <see cref="Stopwatch"/>), and the first chunk's text.</summary>
    public async Task<(long Told, string Line)> FirstBuildLine(long release, CancellationToken stopping)
    {
        await using var find = database.CreateCommand(
            """
            select c.log_id, convert_from(c.text, 'UTF8') from botops.releases r join botops.builds b on b.id = r.build_id
            join botops.log_chunks c on c.log_id = b.log_id and c.first_line = 1 where r.id = $1
            """);
        find.Parameters.Add(new() { Value = release });
        await using var row = await find.ExecuteReaderAsync(stopping);
        await row.ReadAsync(stopping);
        return (first[row.GetInt64(0)], row.GetString(1).Split('\n')[0]);
    }

    public async Task<long> BuildOf(long release, CancellationToken stopping)
    {
        await using var find = database.CreateCommand("select build_id from botops.releases where id = $1");
        find.Parameters.Add(new() { Value = release });
        return (long)(await find.ExecuteScalarAsync(stopping))!;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await database.DisposeAsync();
        ending.Dispose();
        begun.Dispose();
    }

    void Hear(long log)
    {
        if (first.TryAdd(log, Stopwatch.GetTimestamp())) begun.Release();
    }

    async Task Listen(NpgsqlConnection connection)
    {
        await using (connection)
            while (true) await connection.WaitAsync(ending.Token);
    }
}
