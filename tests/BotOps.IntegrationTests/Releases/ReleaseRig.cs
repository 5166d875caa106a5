using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;
using BotOps.Core.Hosts;
using BotOps.Core.Inventory;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.IntegrationTests.Releases;

/// <summary>The use cases on a real database: four persons, and a project with four hosts in production.</summary>
sealed class ReleaseRig : IAsyncDisposable
{
    /// <summary>What the configuration lets every project buy.</summary>
    public const int HostsADay = 200;
    public static readonly Place Channel = new("fake", "t", "deploys");
    readonly ServiceProvider services;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
    public RecordedJobs Jobs { get; } = new();
    public LineOfCommits Commits { get; } = new();
    public KnownArtifacts Artifacts { get; } = new();
    public ObedientHosts Hosts { get; } = new();
    public NotedChat Chat { get; } = new();
    public Person Dev { get; } = Someone("dev");
    public Person Lead { get; } = Someone("lead");
    public Person OtherLead { get; } = Someone("other-lead");
    public Person Operator { get; } = Someone("operator");
    public int Production { get; private set; }
    public string Database { get; }

    /// <summary>Where programs are run; only there when one was.</summary>
    string Work { get; } = Path.Combine(Path.GetTempPath(), $"botops-rig-{Guid.NewGuid():N}");

    ReleaseRig(string database, TimeProvider? clock, IDirectory? directory, ISourceControl? source, IArtifactLinks? links, ICloud? cloud, INameServer? names)
    {
        Database = database;
        var options = new WorkerOptions { DataFolder = Path.GetTempPath(), Lease = TimeSpan.FromSeconds(3) };
        var collection = new ServiceCollection().AddLogging().AddSingleton(clock ?? Clock)
            .AddSingleton<IBackgroundJobClient>(Jobs).AddSingleton(source ?? Commits).AddSingleton<IArtifactStore>(Artifacts)
            .AddSingleton<IHostTransport>(Hosts).AddSingleton<IChatPlatform>(Chat).AddSingleton(new ScaleOptions { Poll = TimeSpan.FromMilliseconds(5) }).AddSingleton(new ScaleCaps(new ScaleBounds(ADay: HostsADay))).AddSingleton(new InventoryOptions { Channels = [Channel with { Channel = "machines" }] });
        collection.AddBotOpsCore(database, options).AddBotOpsWorker(new BuildOptions { DataFolder = Work }).AddBotOpsDispatcher();
        collection.AddSingleton(all => ActivatorUtilities.CreateInstance<Core.Processes.Children>(all, TimeProvider.System)); // programs end in this machine's time
        if (directory is not null) collection.AddSingleton(directory);
        if (links is not null) collection.AddSingleton(links);
        if (cloud is not null) collection.AddSingleton(cloud);
        if (names is not null) collection.AddSingleton(names);
        services = collection.BuildServiceProvider();
    }

    public static async Task<ReleaseRig> Create(Policy? policy = null, bool realClock = false, int hosts = 4, IDirectory? directory = null, ISourceControl? source = null, IArtifactLinks? links = null, ICloud? cloud = null, INameServer? names = null, TimeProvider? clock = null)
    {
        var rig = new ReleaseRig(await Support.Database.Create(), clock ?? (realClock ? TimeProvider.System : null), directory, source, links, cloud, names);
        await rig.Fill();
        rig.Production = await rig.Environment("order-svc", "production", policy ?? new Policy(), hosts);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (Directory.Exists(Work)) Directory.Delete(Work, recursive: true);
    }

    public async Task<T> Use<TUse, T>(Func<TUse, Task<T>> work) where TUse : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    public Task Use<TUse>(Func<TUse, Task> work) where TUse : notnull => Use<TUse, bool>(async use =>
    {
        await work(use);
        return true;
    });

    public Task<T> Db<T>(Func<BotOpsDb, Task<T>> work) => Use(work);
    public Task Save(Func<BotOpsDb, Task> work) => Use<BotOpsDb>(async db =>
    {
        await work(db);
        await db.SaveChangesAsync();
    });

    public T New<T>() => ActivatorUtilities.CreateInstance<T>(services);
    public T The<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<Release> Deploy(string options = "", Person? by = null) => Use<RequestRelease, Release>(use =>
        use.Handle((DeployInput)CommandParser.Parse($"/deploy order-svc {options}".TrimEnd()), (by ?? Dev).Id, Channel, default));

    /// <summary>A line as it is typed in the channel; the answer is for the person alone.</summary>
    public Task<Reply?> Type(string line, Person person) => Use<RunCommand, Reply?>(use =>
        use.Handle(new ChatEvent(ChatEventKind.Command, person.Handle, Channel, Text: line), person, default));

    public Task Approve(long id, Person person, int? round = 1, bool knowing = false) => Use<ApproveRelease>(use => use.Handle(id, person.Id, round, knowing, default));

    /// <summary>What the person is told, as nothing was done.</summary>
    public static async Task<string> Refused(Task work) => (await Assert.ThrowsAsync<UserError>(() => work)).Message;

    public Task<Release> Release(long id) => Db(db => db.Releases.Include(r => r.History).SingleAsync(r => r.Id == id));
    public async Task<ReleaseState> State(long id) => (await Release(id)).State;
    public Task<Card> Card(long id) => Use<ReleaseCards, Card>(cards => cards.Of(id, default));

    /// <summary>The words of the thread, oldest first.</summary>
    public Task<List<string>> Said(long id) => Db(async db =>
        (await db.Outbox.Where(m => m.Content != null && m.Key.StartsWith($"release/{id}/")).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => m.Content!.Push));

    public async Task EndBuild(long release, bool succeeds = true) => await Built((await Release(release)).BuildId!.Value, succeeds);

    public async Task Built(long id, bool succeeds = true)
    {
        await Save(async db =>
        {
            var build = await db.Builds.SingleAsync(b => b.Id == id);
            build.Start(Clock.GetUtcNow());
            if (succeeds) build.Succeed(Sha(id), 1, Clock.GetUtcNow());
            else build.Fail("make exited with 2.", Clock.GetUtcNow());
        });
        if (succeeds) Artifacts.Kept[Sha(id)] = true;
        await Use<AfterBuild>(use => use.Handle(id, default));
    }

    /// <summary>Runs the job as a worker would.</summary>
    public Task RollOut(long id) => New<RolloutJob>().Run(id, CancellationToken.None);

    public async Task<Release> Deployed(string options = "")
    {
        var release = await Deploy(options);
        await Approve(release.Id, Lead);
        if (await State(release.Id) == ReleaseState.Building) await EndBuild(release.Id);
        await RollOut(release.Id);
        Assert.Equal(ReleaseState.Succeeded, await State(release.Id));
        return await Release(release.Id);
    }

    public Task<int> Environment(string project, string name, Policy policy, int hosts) => Db(async db =>
    {
        var owner = await db.Projects.SingleOrDefaultAsync(p => p.Name == project) ?? new Project { Name = project, Repository = new Repository("git", "file:///r") };
        var environment = new DeployEnvironment { Project = owner, Name = name, Policy = policy };
        var first = await db.Hosts.CountAsync() + 1;
        var machines = Enumerable.Range(first, hosts).Select(n => new Host { Name = $"order-{n}", Address = $"127.0.1.{n}", Root = "/opt" }).ToList();
        db.AddRange([environment, .. machines]);
        await db.SaveChangesAsync();
        db.Assignments.AddRange(machines.Select(h => new Assignment { HostId = h.Id, EnvironmentId = environment.Id }));
        await db.SaveChangesAsync();
        await NewSettings(db, environment.Id, new Settings());
        return environment.Id;
    });

    public static async Task NewSettings(BotOpsDb db, int environment, Settings settings)
    {
        var revision = new SettingsRevision { EnvironmentId = environment, Number = await db.SettingsRevisions.CountAsync() + 1, Settings = settings };
        db.SettingsRevisions.Add(revision);
        await db.SaveChangesAsync();
        await db.Environments.Where(e => e.Id == environment).ExecuteUpdateAsync(set => set.SetProperty(e => e.SettingsRevisionId, revision.Id));
    }

    Task Fill() => Save(async db =>
    {
        db.Persons.AddRange(Dev, Lead, OtherLead, Operator);
        await db.SaveChangesAsync();
        foreach (var person in new[] { Dev, Lead, OtherLead, Operator })
        {
            db.Accounts.Add(new Account { Platform = "fake", Tenant = "t", ExternalId = person.Handle, PersonId = person.Id });
            db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Requester });
        }
        db.Roles.AddRange(new[] { Lead, OtherLead }.Select(p => new RoleGrant { PersonId = p.Id, Role = Role.Approver }));
        db.Roles.AddRange(new[] { Role.Operator, Role.Admin }.Select(r => new RoleGrant { PersonId = Operator.Id, Role = r }));
    });

    static Person Someone(string handle) => new() { Handle = handle, Name = $"{char.ToUpperInvariant(handle[0])}{handle[1..]}", TimeZone = "Asia/Shanghai" };
    static string Sha(long build) => build.ToString("x64");
}
