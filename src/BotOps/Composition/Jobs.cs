using BotOps.Web;
using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;

namespace BotOps.Composition;

/// <summary>Hangfire on PostgreSQL: the queues <c>build</c> and <c>rollout</c>.</summary>
static class Jobs
{
    public static IServiceCollection AddJobs(this IServiceCollection services, BotOpsSettings settings)
    {
        GlobalJobFilters.Filters.Remove<CaptureCultureAttribute>(); // a job speaks to everybody, not the language of who pressed
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UsePostgreSqlStorage(storage => storage.UseNpgsqlConnection(Pointers(settings.ConnectionString)), new PostgreSqlStorageOptions
            {
                SchemaName = "hangfire",
                EnableLongPolling = true, // LISTEN/NOTIFY: a job of another process starts in 18 ms in the median, not at the next poll
                UseSlidingInvisibilityTimeout = true, // without it a job longer than the timeout would be started again while it runs
                InvisibilityTimeout = settings.Lease,
            }));
        if (!settings.Works) return services;

        services.AddHangfireServer(server => Queue(server, "build", settings.ParallelBuilds));
        services.AddHangfireServer(server => Queue(server, "rollout", settings.ParallelRollouts));
        return services;
    }

    public static void MapDashboard(this WebApplication app) =>
        app.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], AsyncAuthorization = [new DashboardAdmins()], DashboardTitle = "BotOps jobs" });

    /// <summary>
    /// Jobs are pointers to rows: one that a crash of the server loses is enqueued again by the reconciler. So none waits for the
    /// disk, which on the way from a press to a build's first line it would do four times.
    /// </summary>
    static string Pointers(string connectionString)
    {
        var jobs = new NpgsqlConnectionStringBuilder(connectionString);
        jobs.Options = $"{jobs.Options} -c synchronous_commit=off".TrimStart();
        return jobs.ConnectionString;
    }

    static void Queue(BackgroundJobServerOptions server, string queue, int workers)
    {
        server.ServerName = $"{Environment.MachineName}:{queue}";
        server.Queues = [queue];
        server.WorkerCount = workers;
        server.ShutdownTimeout = TimeSpan.FromSeconds(15);
    }
}
