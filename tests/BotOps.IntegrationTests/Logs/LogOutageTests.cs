using System.Collections.Concurrent;
using BotOps.Core.Logs;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotOps.IntegrationTests.Logs;

public class LogOutageTests
{
    [SkippableFact]
    public async Task Connections_cut_again_and_again_lose_and_repeat_nothing()
    {
        await using var place = await LogPlace.Create();
        var seen = new ConcurrentQueue<LogLine>();
        var following = Follow(place, seen);
        var cuts = 0;

        var written = await Task.WhenAll(new[] { "a", "b" }.Select(async name =>
        {
            await using var log = place.Open();
            var i = 0;
            for (; i < 20_000 || (i < 1_000_000 && Volatile.Read(ref cuts) <= 5); i++) // two cuts at once are one
            {
                await log.Write(name, $"{i}");
                if (i % 2000 == 1999)
                {
                    try
                    {
                        if (await place.Cut() > 0) Interlocked.Increment(ref cuts);
                    }
                    catch (NpgsqlException)
                    {
                        // the other writer's cut was faster
                    }
                    await log.Flush(default);
                }
            }
            return (name, lines: i);
        }));

        await place.Store.End(place.Log, default);
        await following.WaitAsync(Eventually.Limit);
        Assert.True(cuts > 5);
        Assert.Equal(Enumerable.Range(1, written.Sum(w => w.lines)).Select(n => (long)n), seen.Select(line => line.Number));
        foreach (var (name, lines) in written)
            Assert.Equal(Enumerable.Range(0, lines).Select(n => $"{n}"), seen.Where(line => line.Source == name).Select(line => line.Text));
    }

    [SkippableFact]
    public async Task A_commit_whose_outcome_nobody_heard_is_neither_lost_nor_repeated()
    {
        await using var direct = await LogPlace.Create();
        var server = new NpgsqlConnectionStringBuilder(direct.ConnectionString);
        await using var cutter = new CommitCutter(server.Port, commit => (commit % 5) switch { 1 => CommitCutter.Cut.After, 3 => CommitCutter.Cut.Before, _ => CommitCutter.Cut.None });
        server.Port = cutter.Port;
        await using var place = await LogPlace.At(server.ToString(), direct.Log);

        await using (var log = place.Open())
        {
            for (var i = 0; i < 12; i++)
            {
                await log.Write("build", $"{i}");
                await log.Flush(default);
            }
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(n => $"{n}"), (await direct.All()).Select(line => line.Text));
        Assert.True(cutter.Cuts >= 6, $"{cutter.Cuts} cuts");
    }

    [SkippableFact]
    public async Task While_the_database_is_away_writers_wait_with_bounded_memory_and_go_on_after()
    {
        await using var cluster = await Database.OwnCluster();
        await cluster.CreateDatabase("logs", null, default);
        await using (var db = Database.Open(cluster.ConnectionString("logs"))) await db.Database.MigrateAsync();
        await using var place = await LogPlace.Create(new LogOptions { Memory = 1 << 20 }, cluster.ConnectionString("logs"));
        var text = new string('x', 100);
        const int lines = 60_000; // 6 MiB

        var seen = new ConcurrentQueue<LogLine>();
        var following = Follow(place, seen);
        var log = place.Open();
        await log.Write("build", text);
        await log.Flush(default);
        await cluster.Stop(default);

        var written = 1;
        var writing = Task.Run(async () =>
        {
            for (; written < lines; Interlocked.Increment(ref written)) await log.Write("build", text);
            await log.DisposeAsync();
        });
        var before = 0;
        await Eventually.True(async () =>
        {
            before = Volatile.Read(ref written);
            await Task.WhenAny(writing, Task.Delay(500));
            return before > 1 && before == Volatile.Read(ref written);
        }, "the writer waits");
        Assert.InRange(before * text.Length, 256 * 1024, 1 << 20);

        await cluster.Restart(default);
        await writing.WaitAsync(Eventually.Limit);
        await place.Store.End(place.Log, default);
        await following.WaitAsync(Eventually.Limit);
        Assert.Equal(Enumerable.Range(1, lines).Select(n => (long)n), seen.Select(line => line.Number));
    }

    [SkippableFact]
    public async Task When_BotOps_stops_while_the_database_is_away_the_writer_gives_up_in_time()
    {
        await using var cluster = await Database.OwnCluster();
        await cluster.CreateDatabase("logs", null, default);
        await using (var db = Database.Open(cluster.ConnectionString("logs"))) await db.Database.MigrateAsync();
        await using var place = await LogPlace.Create(new LogOptions { StopLimit = TimeSpan.FromMilliseconds(300) }, cluster.ConnectionString("logs"));
        using var stop = new CancellationTokenSource();
        var log = place.Store.Open(place.Log, SecretMask.None, stop.Token);
        await cluster.Stop(default);
        await log.Write("build", "never stored");

        var flush = log.Flush(default);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => flush.WaitAsync(Eventually.Limit));
        await log.DisposeAsync().AsTask().WaitAsync(Eventually.Limit);
    }

    static async Task Follow(LogPlace place, ConcurrentQueue<LogLine> seen)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit * 2);
        await foreach (var lines in place.Store.Follow(place.Log, 1, limit.Token))
            foreach (var line in lines) seen.Enqueue(line);
    }
}
