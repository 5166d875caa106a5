using BotOps.Core.Persistence;
using BotOps.Core.Processes;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Processes;

/// <summary>Real children against a real database, and ways to look for them.</summary>
sealed class ChildrenBench(string connectionString) : IDbContextFactory<BotOpsDb>
{
    public static readonly Dictionary<string, string> Variables = new() { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" };

    public static async Task<ChildrenBench> Create()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Children are recorded where there is a /proc");
        return new(await Database.Create());
    }

    public BotOpsDb CreateDbContext() => Database.Open(connectionString);
    public Children Children() => new(this, TimeProvider.System, NullLogger<Children>.Instance);

    public async Task<List<Child>> Rows()
    {
        await using var db = CreateDbContext();
        return await db.Children.AsNoTracking().ToListAsync();
    }

    /// <summary>As if the process that owns all rows had been killed.</summary>
    public async Task KillOwner()
    {
        using var dead = System.Diagnostics.Process.Start("sleep", ["1000"]);
        var start = ProcessTable.Find(dead.Id)!.StartTime;
        dead.Kill();
        await dead.WaitForExitAsync();

        await using var db = CreateDbContext();
        await db.Children.ExecuteUpdateAsync(set => set.SetProperty(c => c.Owner, dead.Id).SetProperty(c => c.OwnerStartTime, start));
    }

    /// <summary>A shell that runs a script; its processes are found by a number of seconds that nobody else sleeps.</summary>
    public static ChildSpec Shell(string script) =>
        new("test", ["sh", "-c", script], Path.GetTempPath(), Variables) { GracePeriod = TimeSpan.FromMilliseconds(300) };

    public static string Unique() => $"9{Random.Shared.Next(100_000_000, 999_999_999)}";

    /// <summary>Processes with that word as an argument.</summary>
    public static int CountWith(string word) => Directory.GetDirectories("/proc").Count(directory =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, "cmdline")).Split('\0').Contains(word);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
