using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Doctor;

public sealed class DoctorTests : IDisposable
{
    readonly SandboxFolder folder = SandboxFolder.Fresh();

    public void Dispose() => folder.Delete();

    [SkippableFact]
    public async Task Each_check_is_one_line_and_what_is_missing_is_named_with_what_to_do()
    {
        var database = await Database.Create();
        await using (var db = Database.Open(database))
        {
            var catalog = new SandboxCatalog(folder, new SandboxHosts(folder, HostFolder.ThisMachine()), TimeProvider.System);
            await catalog.Apply(new ApplyCatalog(db, [], TimeProvider.System), CancellationToken.None);
            await db.Hosts.Where(h => h.Name == "order-03").ExecuteUpdateAsync(set => set.SetProperty(h => h.Transport, "pigeon"));
            db.Outbox.Add(new OutboxMessage { Key = "release/1/card", Platform = "web", Tenant = "sandbox", Channel = "gone", Parked = "channel_not_found", CreatedAt = DateTimeOffset.UtcNow });
            await db.SaveChangesAsync();
        }

        var (well, lines) = await Examine(database);

        Assert.False(well);
        Assert.Collection(lines,
            line => Assert.Matches("^ok   database PostgreSQL [0-9.]+, up to date$", line),
            line => Assert.Matches("^ok   git [0-9.]+$", line),
            line => Assert.Equal("skip svn no project is in svn", line),
            line => Assert.Equal("ok   build tools dotnet", line),
            line => Assert.Equal("FAIL hosts order-03: no transport is called 'pigeon'; there is local", line),
            line => Assert.Equal("skip balancers no environment has one", line),
            line => Assert.Equal("FAIL messages 1 parked: release/1/card (channel_not_found): check the channel and the bot's rights in it", line),
            line => Assert.Equal("skip secrets no secret is kept", line),
            line => Assert.Equal("skip workers jobs are not configured here", line),
            line => Assert.Equal("ok   drain nothing is held", line));
    }

    [SkippableFact]
    public async Task Where_a_project_is_in_svn_its_client_is_looked_for_and_for_maven_mvn_and_the_JDK()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var database = await Database.Create();
        await using (var db = Database.Open(database))
            await new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("pay.yaml", """
                projects:
                  - name: pay-provider
                    repository: { kind: svn, url: "svn://svn.example.org/pay" }
                    environments: { production: { hosts: [], build: { maven: { jdk: /nowhere } } } }
                """)], null, CancellationToken.None);

        var (_, lines) = await Examine(database, new BuildOptions { Path = "/nowhere" });
        Assert.Matches("^ok   svn [0-9.]+$", lines[2]);
        Assert.StartsWith("FAIL build tools mvn not found", lines[3], StringComparison.Ordinal);

        var path = Directory.CreateTempSubdirectory("botops-doctor-").FullName;
        File.WriteAllText(Path.Combine(path, "mvn"), "");
        (_, lines) = await Examine(database, new BuildOptions { Path = path });
        Directory.Delete(path, recursive: true);
        Assert.Contains("there is no /nowhere/bin/java", lines[3], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_database_that_is_away_fails_its_checks_and_not_the_doctor()
    {
        Skip.IfNot(Database.Available, Database.Missing);

        var (well, lines) = await Examine("Host=127.0.0.1;Port=1;Username=botops;Database=botops;Timeout=2;Pooling=false");

        Assert.False(well);
        Assert.StartsWith("FAIL database cannot be reached: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ok   git ", lines[1], StringComparison.Ordinal);
    }

    internal static async Task<(bool Well, List<string> Lines)> Examine(string database, BuildOptions? builds = null, IHostTransport? hosts = null)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(hosts ?? HostFolder.ThisMachine());
        if (builds is not null) services.AddSingleton(builds);
        services.AddSingleton(new SecretKeys(new SecretKeyOptions("/nowhere", [])));
        services.AddDbContextFactory<BotOpsDb>(options => BotOpsDb.Configure(options, database)).AddDoctor();
        await using var provider = services.BuildServiceProvider();
        var lines = new List<string>();
        return (await provider.GetRequiredService<Core.Doctor.Doctor>().Run(lines.Add, CancellationToken.None), lines);
    }
}
