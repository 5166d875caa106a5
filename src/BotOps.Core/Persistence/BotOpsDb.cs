using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Inventory;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Monitoring;
using BotOps.Core.Processes;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Persistence;

/// <summary>Every state of BotOps. What must never be is a constraint here, not a check in code.</summary>
public sealed class BotOpsDb(DbContextOptions<BotOpsDb> options) : DbContext(options)
{
    public const string Schema = "botops";

    public DbSet<Person> Persons => Set<Person>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<RoleGrant> Roles => Set<RoleGrant>();
    public DbSet<Group> Groups => Set<Group>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<ProjectDraft> ProjectDrafts => Set<ProjectDraft>();
    public DbSet<DeployEnvironment> Environments => Set<DeployEnvironment>();
    public DbSet<SettingsRevision> SettingsRevisions => Set<SettingsRevision>();
    public DbSet<Host> Hosts => Set<Host>();
    public DbSet<HostKey> HostKeys => Set<HostKey>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Build> Builds => Set<Build>();
    public DbSet<Release> Releases => Set<Release>();
    public DbSet<HookRun> HookRuns => Set<HookRun>();
    public DbSet<HostRun> HostRuns => Set<HostRun>();
    public DbSet<HostStep> HostSteps => Set<HostStep>();
    public DbSet<Approval> Approvals => Set<Approval>();
    public DbSet<Claim> Claims => Set<Claim>();
    public DbSet<EnvironmentLock> Locks => Set<EnvironmentLock>();

    /// <summary>None, or one.</summary>
    public DbSet<Drain> Drains => Set<Drain>();
    public DbSet<StoredSecret> Secrets => Set<StoredSecret>();
    public DbSet<BalancerOrder> BalancerOrders => Set<BalancerOrder>();
    public DbSet<ScaleOrder> ScaleOrders => Set<ScaleOrder>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignOrder> CampaignOrders => Set<CampaignOrder>();
    public DbSet<ScaleHost> ScaleHosts => Set<ScaleHost>();
    public DbSet<KnownInstance> Instances => Set<KnownInstance>();
    public DbSet<CloudReading> CloudReadings => Set<CloudReading>();
    public DbSet<TargetReader> TargetReaders => Set<TargetReader>();
    public DbSet<Control> Controls => Set<Control>();
    public DbSet<InboxItem> Inbox => Set<InboxItem>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<Log> Logs => Set<Log>();
    public DbSet<LogChunk> LogChunks => Set<LogChunk>();
    public DbSet<Child> Children => Set<Child>();

    /// <summary>The event that is being handled; marked done by the transaction that does what it asked.</summary>
    public long? InboxItem { get; set; }

    /// <summary>Writes the private answer to that event: what a use case answers from its transaction is saved with the change.</summary>
    public Func<Reply, Task>? Answer { get; set; }

    /// <summary>Environments whose rows this transaction has locked: what is known of them stays true until it ends.</summary>
    internal HashSet<int> LockedEnvironments { get; } = [];

    readonly List<Action> afterCommit = [];

    /// <summary>Put off until the rows can be seen: enqueuing a job, waking a worker. Lost in a crash: the reconciler finds the rows.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    internal void RunAfterCommit()
    {
        var actions = afterCommit.ToArray();
        afterCommit.Clear();
        foreach (var action in actions)
        {
            try
            {
                action();
            }
            catch (Exception error) // the rows are saved: whoever waits for the answer must not hear that they are not
            {
                this.GetService<ILoggerFactory>().CreateLogger<BotOpsDb>().LogWarning(error, "A job could not be enqueued; the reconciler will");
            }
        }
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.HasDefaultSchema(Schema);
        model.ApplyConfigurationsFromAssembly(typeof(BotOpsDb).Assembly);
    }

    /// <summary>
    /// The migrations' own table lies in the schema by name: with a role called like the schema, PostgreSQL's
    /// <c>"$user"</c> would find an empty one on the second start.
    /// </summary>
    public static void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("__ef_migrations", Schema))
        .UseSnakeCaseNamingConvention();

    /// <summary>The same over the process's one pool.</summary>
    public static void Configure(DbContextOptionsBuilder options, Npgsql.NpgsqlDataSource source) => options
        .UseNpgsql(source, npgsql => npgsql.MigrationsHistoryTable("__ef_migrations", Schema))
        .UseSnakeCaseNamingConvention();
}

sealed class DesignTimeFactory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<BotOpsDb>
{
    public BotOpsDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<BotOpsDb>();
        BotOpsDb.Configure(options, "Host=localhost;Database=botops");
        return new BotOpsDb(options.Options);
    }
}
