using System.Collections.Concurrent;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Logs;

public class LogStoreTests
{
    [SkippableFact]
    public async Task Writers_of_two_processes_at_once_give_gapless_numbers_and_each_line_once()
    {
        await using var one = await LogPlace.Create();
        await using var two = await LogPlace.At(one.ConnectionString, one.Log);

        await Task.WhenAll(new[] { (one, "a"), (one, "b"), (two, "c"), (two, "d") }.Select(async writer =>
        {
            var (place, name) = writer;
            await using var log = place.Open();
            for (var i = 0; i < 5000; i++)
            {
                await log.Write(name, $"{i}");
                if (i % 1000 == 0) await log.Flush(default);
            }
        }));

        var all = await one.All();
        Assert.Equal(Enumerable.Range(1, 20_000).Select(n => (long)n), all.Select(line => line.Number));
        foreach (var name in new[] { "a", "b", "c", "d" })
            Assert.Equal(Enumerable.Range(0, 5000).Select(n => $"{n}"), all.Where(line => line.Source == name).Select(line => line.Text));
    }

    [SkippableFact]
    public async Task Lines_are_read_by_number_from_the_end_and_around_the_first_error()
    {
        await using var place = await LogPlace.Create();
        await using (var log = place.Open())
        {
            for (var i = 1; i <= 3000; i++)
            {
                await log.Write("build", i switch { 1200 => "0 errors so far", 2500 => "\x1b[31merror CS1002: ; expected", _ => $"line {i}" });
                if (i % 700 == 0) await log.Flush(default);
            }
        }

        var read = await place.Store.Read(place.Log, 1399, 4, default);
        Assert.Equal([(1399, "line 1399"), (1400, "line 1400"), (1401, "line 1401"), (1402, "line 1402")], read.Select(line => ((int)line.Number, line.Text)));
        Assert.Equal([2999, 3000], (await place.Store.Tail(place.Log, 2, default)).Select(line => line.Number));
        Assert.Empty(await place.Store.Read(place.Log, 3001, 10, default));

        var error = await place.Store.FindFirstError(place.Log, default);
        Assert.Equal(2500, error!.Number);
        Assert.Equal([2499, 2500, 2501, 2502], (await place.Store.Around(place.Log, 2500, 1, 2, default)).Select(line => line.Number));
        Assert.Equal([1, 2, 3], (await place.Store.Around(place.Log, 1, 5, 2, default)).Select(line => line.Number));
    }

    [SkippableFact]
    public async Task A_follower_in_another_process_sees_lines_live_and_is_done_when_the_log_has_ended()
    {
        await using var writing = await LogPlace.Create();
        await using var reading = await LogPlace.At(writing.ConnectionString, writing.Log);
        var seen = new ConcurrentQueue<LogLine>();
        var following = Follow(reading, seen);

        await using var log = writing.Open();
        for (var i = 0; i < 20; i++)
        {
            await log.Write("build", $"{i}");
            await Eventually.True(() => seen.Count == i + 1, $"line {i} is seen while the log goes on", TimeSpan.FromSeconds(1.5)); // the follower's own look comes after 2 s
        }
        Assert.False(following.IsCompleted);

        await writing.Store.End(writing.Log, default);
        await following.WaitAsync(Eventually.Limit);
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), seen.Select(line => line.Text));
    }

    [SkippableFact]
    public async Task A_flood_is_told_at_most_ten_times_a_second_and_its_end_always()
    {
        await using var place = await LogPlace.Create();
        await using var other = await LogPlace.At(place.ConnectionString, place.Log);
        var told = new ConcurrentQueue<(long At, string? Payload)>();
        using var subscription = place.Notifications.Subscribe(Notifications.Logs, payload => told.Enqueue((Environment.TickCount64, payload)));
        await Eventually.True(async () =>
        {
            await place.Ask<string>($"select pg_notify('{Notifications.Logs}', '0 0')::text");
            return !told.IsEmpty;
        }, "the connection listens");
        told.Clear();

        await Task.WhenAll(new[] { place, other }.Select(async writer =>
        {
            await using var log = writer.Open();
            var until = Environment.TickCount64 + 2500;
            for (var i = 0; Environment.TickCount64 < until; i++)
            {
                await log.Write("build", $"{i}");
                if (i % 100 == 0) await log.Flush(default);
            }
        }));

        var length = await place.Ask<long>($"select lines from botops.logs where id = {place.Log}");
        await Eventually.True(() => told.Any(note => note.Payload == $"{place.Log} {length}"), "the last length is told");
        var times = told.Where(note => note.Payload!.StartsWith($"{place.Log} ", StringComparison.Ordinal)).Select(note => note.At).ToList();
        Assert.InRange(times.Count, 10, 26);
        Assert.All(times, start => Assert.InRange(times.Count(at => at >= start && at < start + 1000), 1, 10));
    }

    [SkippableFact]
    public async Task A_log_over_its_limit_keeps_head_and_tail_and_says_so_in_one_line()
    {
        const int lines = 100_000;
        await using var place = await LogPlace.Create(new LogOptions { Limit = 2 << 20 });
        await using (var log = place.Open())
            for (var i = 1; i <= lines; i++) await log.Write("build", $"{i} {new string('x', 80)}");

        var all = await place.All();
        var gap = Assert.Single(all, line => line.Source.Length == 0);
        var at = all.IndexOf(gap);
        var behind = all[at + 1];
        var dropped = await place.Ask<long>($"select dropped from botops.logs where id = {place.Log}");

        Assert.Equal(dropped, behind.Number - gap.Number);
        Assert.Equal(all.Where(line => line != gap).Select(line => line.Number), Enumerable.Range(1, lines).Select(n => (long)n).Where(n => n < gap.Number || n >= behind.Number));
        Assert.All(all.Where(line => line != gap), line => Assert.StartsWith($"{line.Number} x", line.Text, StringComparison.Ordinal));
        Assert.Equal(lines, all[^1].Number);
        Assert.InRange(gap.Number, 6_000, 12_000); // half of 2 MiB at about 105 bytes a line
        var stored = await place.Ask<long>($"select sum(octet_length(text))::bigint from botops.log_chunks where log_id = {place.Log}");
        Assert.InRange(stored, (2 << 20) * 3 / 4, 2 << 20);
        Assert.Equal(stored, await place.Ask<long>($"select bytes from botops.logs where id = {place.Log}"));
    }

    [SkippableFact]
    public async Task No_secret_and_no_control_character_reaches_the_database()
    {
        await using var place = await LogPlace.Create();
        await using (var log = place.Store.Open(place.Log, new SecretMask(["hunter2!"])))
        {
            await log.Write("host\t1", "password=hunter2! \x1b[32mok\x1b[0m\x1b[2J\x07");
            await log.Write("build", "hun\x1b[1mter2!\r\nsecond line\n");
        }

        var all = await place.All();
        Assert.Equal([("host 1", "password=••• \x1b[32mok\x1b[0m"), ("build", "•••"), ("build", "second line")], all.Select(line => (line.Source, line.Text)));
    }

    static async Task Follow(LogPlace place, ConcurrentQueue<LogLine> seen)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit);
        await foreach (var lines in place.Store.Follow(place.Log, 1, limit.Token))
            foreach (var line in lines) seen.Enqueue(line);
    }
}
