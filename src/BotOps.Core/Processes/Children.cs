using System.Collections.Concurrent;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Processes;

/// <summary>
/// Starts programs so that none outlives BotOps: each is recorded before it runs, and ended with all that came of it. Where there is no
/// <c>/proc</c> (macOS) nothing is recorded, and only a graceful stop ends children.
/// </summary>
public sealed class Children(IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<Children> logger)
{
    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<RunningChild, bool> running = new();
    volatile bool ended;

    /// <exception cref="ChildNotStarted">The session, the user or the directory could not be had; the message says which.</exception>
    public async Task<RunningChild> Start(ChildSpec spec, CancellationToken stopping)
    {
        var process = await Launcher.Start(spec, stopping);
        RunningChild child;
        try
        {
            var group = new ProcessGroup(process.Id, ProcessTable.Available ? StartTimeOf(process.Id) : 0);
            child = new(process, group, spec, clock, Forget) { Row = await Record(group, spec, stopping) };
        }
        catch
        {
            Launcher.Abandon(process);
            throw;
        }

        running[child] = true;
        try
        {
            if (ended) throw new OperationCanceledException(Texts.ChildrenEnded); // BotOps stops: nothing goes any more
            await Launcher.Go(process, child.Group.Mark);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all children of this process and lets none start any more; for a graceful stop.</summary>
    public Task EndAll()
    {
        ended = true;
        return Task.WhenAll(running.Keys.Select(child => child.EndToStop()));
    }

    /// <summary>
    /// Ends what BotOps processes left on this machine that are no more, and returns it. A group whose child's start time differs
    /// is another one under a used id, and is left alone.
    /// </summary>
    public async Task<IReadOnlyList<Child>> ReapLeftovers(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var here = await db.Children.AsNoTracking().Where(c => c.Machine.StartsWith(Machine.Host + " ")).ToListAsync(stopping);

        var reaped = new List<Child>();
        foreach (var child in here)
        {
            if (child.Machine == Machine.Id)
            {
                if (ProcessTable.Find(child.Owner)?.StartTime == child.OwnerStartTime || !await Reap(child)) continue;
                reaped.Add(child);
            }
            else if (!Machine.IsEarlierBoot(child.Machine)) continue;

            await Remove(child.Id, stopping);
        }
        return reaped;
    }

    async Task<bool> Reap(Child child)
    {
        try
        {
            var left = await new ProcessGroup(child.ProcessGroup, child.StartTime).End(DefaultGracePeriod, watched: false, clock);
            logger.LogInformation("Ended {Count} processes of {Purpose} that BotOps process {Owner} left", left.Count, child.Purpose, child.Owner);
            return true;
        }
        catch (ProcessesRemain e)
        {
            logger.LogWarning(e, "{Purpose} of BotOps process {Owner} could not be ended", child.Purpose, child.Owner);
            return false;
        }
    }

    async Task<long> Record(ProcessGroup group, ChildSpec spec, CancellationToken stopping)
    {
        if (!ProcessTable.Available) return 0;

        await using var db = await databases.CreateDbContextAsync(stopping);
        var row = new Child
        {
            Machine = Machine.Id, ProcessGroup = group.Id, StartTime = group.StartTime, Purpose = spec.Purpose, At = clock.GetUtcNow(),
            Owner = Environment.ProcessId, OwnerStartTime = StartTimeOf(Environment.ProcessId),
        };
        db.Children.Add(row);
        await db.SaveChangesAsync(stopping);
        return row.Id;
    }

    static long StartTimeOf(int process) =>
        ProcessTable.Find(process)?.StartTime ?? throw new ChildNotStarted(Texts.ProcessVanished(process));

    async Task Forget(RunningChild child)
    {
        running.TryRemove(child, out _);
        if (child.Row == 0) return;
        try
        {
            using var limit = new CancellationTokenSource(DefaultGracePeriod, clock);
            await Remove(child.Row, limit.Token);
        }
        catch (Exception e) // the database is away; the row names what is gone, and the next start drops it
        {
            logger.LogWarning(e, "The row of child {Id} could not be removed", child.Id);
        }
    }

    async Task Remove(long row, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        await db.Children.Where(c => c.Id == row).ExecuteDeleteAsync(stopping);
    }
}
