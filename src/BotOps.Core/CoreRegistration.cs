using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Dubbo;
using BotOps.Core.Hosts;
using BotOps.Core.Inventory;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Processes;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Projects.Adopting;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace BotOps.Core;

public static class CoreRegistration
{
    /// <summary>Rules and use cases; what every role of BotOps needs. Adapters and Hangfire are added by who composes it.</summary>
    public static IServiceCollection AddBotOpsCore(this IServiceCollection services, string connectionString, WorkerOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());
        services.AddDbContextFactory<BotOpsDb>((provider, db) => BotOpsDb.Configure(db, provider.GetRequiredService<NpgsqlDataSource>()));

        services.AddSingleton<Notifications>().AddHostedService(provider => provider.GetRequiredService<Notifications>());
        services.AddSingleton(new LogOptions()).AddSingleton<LogStore>();
        services.AddSingleton<IInbox, ReceiveEvents>();
        services.AddScoped<Outbox>().AddScoped<LogFiles>().AddScoped<Pager>();

        services.TryAddSingleton(new SecretKeyOptions(Path.Combine(options.DataFolder, "secret-keys"), []));
        services.AddSecrets();
        services.AddSingleton<PageLinks>().AddScoped<PersonalLinks>();
        services.AddSingleton<SignedArtifactLinks>().AddSingleton<IArtifactLinks>(provider => provider.GetRequiredService<SignedArtifactLinks>());
        services.AddScoped<Roles>().AddScoped<SignIn>().AddScoped<Audit>().AddScoped<SetLanguage>().AddScoped<FindProject>();
        services.AddScoped<ReadCommits>().AddScoped<CommitsIfReachable>().AddScoped<AskHosts>();
        services.AddScoped<BuildRows>().AddScoped<GoodBuilds>().AddScoped<BuildFits>().AddScoped<FindWanted>().AddScoped<OrderBuild>().AddScoped<CancelBuild>().AddScoped<TellBuild>();
        services.AddSingleton<HostKeys>().AddScoped<FindHost>().AddScoped<HostStory>().AddScoped<TakeHostOut>().AddScoped<FitToServe>().AddScoped<BringHostIn>().AddScoped<ReadFleet>().AddScoped<ShowHosts>();
        services.AddScoped<ReleaseCards>().AddScoped<ReleaseStory>().AddScoped<TellRelease>().AddScoped<ReleaseQuery>();
        services.AddScoped<RequestRelease>().AddScoped<CheckApproval>().AddScoped<CheckAllowed>().AddScoped<ApproveRelease>().AddScoped<EndRequest>();
        services.AddScoped<StartReleases>().AddScoped<AfterBuild>().AddScoped<EndRollout>().AddScoped<ControlRollout>();
        services.AddScoped<AskDecision>().AddScoped<AnswerQuestion>().AddScoped<AskAgain>().AddScoped<TurnBack>().AddScoped<TakeOverFiles>().AddScoped<AfterRollback>();
        services.AddScoped<TellQuestion>().AddScoped<PlaceRelease>().AddScoped<DraftRelease>().AddScoped<RollbackTargets>();
        services.AddScoped<RequestRollback>().AddScoped<PressRollback>().AddScoped<TakeOverHosts>().AddScoped<RequestRestart>().AddScoped<RetryRelease>().AddScoped<WithdrawApproval>().AddScoped<SignOff>();
        services.AddScoped<IReleaseActions, ReleaseActions>();
        services.AddScoped<DrainBotOps>().AddScoped<WorkUnderWay>();
        services.AddLocks();
        services.AddScaleOrders().AddCampaigns();
        services.AddInventory();
        services.AddBalancers();
        services.AddSingleton<Directories>().AddScoped<Grantee>().AddScoped<AddPerson>();
        services.AddSingleton<ChangedGroups>().AddScoped<GroupRoles>().AddScoped<ReadGroup>();
        services.AddScoped<ChangeRoles>().AddScoped<AuditTrail>().AddScoped<ShowHistory>().AddScoped<MakeFirstAdmin>();
        services.AddScoped<HandleEvent>().AddScoped<RunCommand>().AddScoped<PressButton>().AddScoped<ShowStatus>();
        services.AddCatalog();
        services.AddScoped<TryProject>().AddScoped<AddProject>().AddScoped<FindRunning>().AddScoped<AdoptProject>();
        services.AddScoped<OverviewQuery>().AddScoped<Senders>().AddScoped<Mentions>().AddScoped<PersonLeft>().AddScoped<OpenForm>().AddScoped<KnownNames>().AddScoped<AskInForm>().AddScoped<FormEvents>();
        return services;
    }

    /// <summary>What only a worker does: it takes events from the inbox, builds, rolls out, and looks after what others left.</summary>
    public static IServiceCollection AddBotOpsWorker(this IServiceCollection services, BuildOptions builds)
    {
        services.AddChildren();
        services.AddBuilds(builds);
        services.AddTransient<BuildJob>().AddTransient<RolloutJob>();
        services.AddTransient<Rollouts>().AddTransient<RolloutWaves>().AddTransient<HostRollout>().AddTransient<HostRows>().AddTransient<BringArtifact>()
            .AddTransient<FailedHosts>().AddTransient<BackWaves>().AddTransient<RolloutHooks>();
        services.AddBalancing();
        services.AddScaling();
        services.AddTransient<RegistryJob>();
        services.AddHostedService<InboxWorker>().AddHostedService<Reconciler>().AddHostedService<WatchBranches>().AddHostedService<WatchGroups>().AddHostedService<WatchInstances>();
        return services;
    }

    /// <summary>Where a chat platform is connected: it sends what the outbox holds.</summary>
    public static IServiceCollection AddBotOpsDispatcher(this IServiceCollection services) =>
        services.AddHostedService<Dispatcher>().AddHostedService<FollowLogs>();
}
