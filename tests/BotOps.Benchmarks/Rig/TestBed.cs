using BotOps.Core.Persistence;
using BotOps.Sandbox;
using BotOps.Sandbox.Postgres;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Benchmarks.Rig;

/// <summary>A folder and a PostgreSQL of a benchmark's own; gone afterwards.</summary>
sealed class TestBed : IAsyncDisposable
{
    readonly SandboxFolder folder = SandboxFolder.Fresh();
    PrivateCluster cluster = null!;

    TestBed()
    {
    }

    public string ConnectionString => cluster.ConnectionString("botops");
    public string Below(string name) => folder.Below(name);
    public TimeSpan PostgresCpu => ProcessUse.CpuOfPostgres(folder.Postgres);

    public static async Task<TestBed> Create(CancellationToken stopping)
    {
        var bed = new TestBed();
        bed.cluster = await PrivateCluster.Start(bed.folder.Postgres, stopping);
        await bed.cluster.CreateDatabase("botops", null, stopping);
        await using var db = bed.Open();
        await db.Database.MigrateAsync(stopping);
        return bed;
    }

    public BotOpsDb Open()
    {
        var options = new DbContextOptionsBuilder<BotOpsDb>();
        BotOpsDb.Configure(options, ConnectionString);
        return new BotOpsDb(options.Options);
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Delete();
    }
}
