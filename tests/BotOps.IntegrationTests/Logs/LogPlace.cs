using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BotOps.IntegrationTests.Logs;

/// <summary>One process' log store on a database, with one log.</summary>
sealed class LogPlace : IAsyncDisposable
{
    LogPlace(string connectionString, LogOptions? options)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
        Notifications = new Notifications(Source, NullLogger<Notifications>.Instance);
        Store = new LogStore(Source, Notifications, options ?? new LogOptions(), TimeProvider.System, NullLogger<LogStore>.Instance);
    }

    public string ConnectionString { get; }
    public NpgsqlDataSource Source { get; }
    public Notifications Notifications { get; }
    public LogStore Store { get; }
    public long Log { get; private set; }

    public static async Task<LogPlace> Create(LogOptions? options = null, string? connectionString = null)
    {
        var place = await At(connectionString ?? await Database.Create(), 0, options);
        await using var db = Database.Open(place.ConnectionString);
        place.Log = (await place.Store.Create(db, default)).Id;
        return place;
    }

    /// <summary>Another process on the same database.</summary>
    public static async Task<LogPlace> At(string connectionString, long log, LogOptions? options = null)
    {
        var place = new LogPlace(connectionString, options) { Log = log };
        await place.Notifications.StartAsync(default);
        return place;
    }

    public LogWriter Open() => Store.Open(Log, SecretMask.None);

    public async Task<T> Ask<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> Cut() => Ask<long>(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

    public async Task<List<LogLine>> All()
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        await Store.End(Log, limit.Token);
        var all = new List<LogLine>();
        await foreach (var lines in Store.Follow(Log, 1, limit.Token)) all.AddRange(lines);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Notifications.StopAsync(default);
        Notifications.Dispose();
        Store.Dispose();
        await Source.DisposeAsync();
    }
}
