using BotOps.Core.Persistence;
using BotOps.Sandbox.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotOps.IntegrationTests.Support;

/// <summary>One private PostgreSQL cluster for the run; each test takes a migrated database of its own from it.</summary>
public static class Database
{
    static readonly string Folder = Path.Combine(Path.GetTempPath(), $"botops-tests-{Environment.ProcessId}-{Guid.NewGuid():N}");
    static readonly Lazy<Task<PrivateCluster>> Cluster = new(Start);
    static readonly SemaphoreSlim OneCopyAtATime = new(1); // PostgreSQL copies a template only while nobody uses it

    /// <summary>False: a test that needs it is skipped by name.</summary>
    public static bool Available
    {
        get
        {
            try
            {
                return PostgresBinaries.Find() is not null;
            }
            catch (Core.UserError)
            {
                return false;
            }
        }
    }

    public const string Missing = "PostgreSQL's server binaries are not installed (tests/run installs them)";

    /// <summary>A new database with all migrations; returns its connection string.</summary>
    public static async Task<string> Create()
    {
        Skip.IfNot(Available, Missing);
        var cluster = await Cluster.Value;
        var name = $"t_{Guid.NewGuid():N}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await cluster.CreateDatabase(name, "template_botops", CancellationToken.None);
        }
        finally
        {
            OneCopyAtATime.Release();
        }
        return cluster.ConnectionString(name) + ";MaxPoolSize=20;Connection Idle Lifetime=2;Connection Pruning Interval=1"; // hundreds of databases share one server
    }

    public static BotOpsDb Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<BotOpsDb>();
        BotOpsDb.Configure(options, connectionString);
        return new BotOpsDb(options.Options);
    }

    /// <summary>A cluster for a test that stops the server.</summary>
    public static Task<PrivateCluster> OwnCluster()
    {
        Skip.IfNot(Available, Missing);
        return PrivateCluster.Start(Path.Combine(Folder, $"own-{Guid.NewGuid():N}"), CancellationToken.None);
    }

    /// <summary>Nothing of it has to outlive the run, and hundreds of databases are not to be vacuumed in turn.</summary>
    static async Task Hurry(PrivateCluster cluster)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var line in new[] { "alter system set autovacuum = off", "alter system set fsync = off", "alter system set full_page_writes = off", "select pg_reload_conf()" })
        {
            await using var command = new NpgsqlCommand(line, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    static async Task<PrivateCluster> Start()
    {
        var cluster = await PrivateCluster.Start(Path.Combine(Folder, "shared"), CancellationToken.None);
        await Hurry(cluster);
        await cluster.CreateDatabase("template_botops", null, CancellationToken.None);
        await using (var db = Open(cluster.ConnectionString("template_botops") + ";Pooling=false"))
            await db.Database.MigrateAsync();

        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(10));
            Directory.Delete(Folder, recursive: true);
        };
        return cluster;
    }
}
