using BotOps.Core.Logs;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotOps.IntegrationTests.Survival;

/// <summary>What became of a release, as its rows and the chat tell it.</summary>
static class Story
{
    public static Task<Release> Release(this RunningBotOps botops, long id) =>
        botops.Read(db => db.Releases.AsNoTracking().Include(r => r.History).SingleAsync(r => r.Id == id));

    public static async Task<Release> Becomes(this RunningBotOps botops, long id, ReleaseState state)
    {
        var release = await botops.Release(id);
        await Eventually.True(async () =>
        {
            release = await botops.Release(id);
            Assert.False(release.State.Ended() && release.State != state, $"#{id} ended {release.State}, not {state}: {release.Reason}\n{botops.Output}");
            return release.State == state;
        }, $"#{id} is {state}", BotOpsProcess.Limit);
        return release;
    }

    public static Task HostIs(this RunningBotOps botops, long release, string host, HostRunState state) => Eventually.True(async () =>
    {
        var run = await botops.Read(db => db.HostRuns.AsNoTracking().SingleOrDefaultAsync(r => r.ReleaseId == release && db.Hosts.Any(h => h.Id == r.HostId && h.Name == host)));
        Assert.False(run is { Ended: true } && run.State != state, $"#{release} {host} is {run?.State}: {run?.Reason}");
        return run?.State == state;
    }, $"#{release} {host} is {state}", BotOpsProcess.Limit);

    /// <summary>The process that has the claim.</summary>
    public static async Task<int> WorkerOf(this RunningBotOps botops, long release) => ProcessOf(
        await botops.Read(db => db.Claims.Where(c => c.ReleaseId == release).Select(c => c.Worker).SingleAsync()));

    /// <summary>Names of workers are machine:process:unique.</summary>
    public static int ProcessOf(string? worker) => worker is null ? 0 : int.Parse(worker.Split(':')[1]);

    /// <summary>Every message of a release is sent, and each is in the chat once, whatever happened on the way.</summary>
    public static async Task ToldOnce(this RunningBotOps botops, long release)
    {
        await Eventually.True(() => botops.Read(async db => !await db.Outbox.AnyAsync(m => m.Key.StartsWith($"release/{release}/") && m.Sent < m.Wanted)),
            $"everything of #{release} is sent", BotOpsProcess.Limit);

        var wanted = await botops.Read(db => db.Outbox.AsNoTracking().Where(m => m.Key.StartsWith($"release/{release}/")).ToListAsync());
        Assert.DoesNotContain(wanted, m => m.Parked is not null);
        var card = Guid.Parse(wanted.Single(m => m.Topic == ReleaseStory.CardOf(release)).Reference!);
        var thread = await botops.Rows($"select key, content::text from webchat.messages where root = '{card}' and author is null");
        Assert.Equal(wanted.Where(m => m.Thread is not null && m.Reference is not null).Select(m => m.Key).Order(), thread.Select(row => row[0]).Order());
        Assert.Equal(thread.Count, thread.Select(row => row[1]).Distinct().Count());
    }

    public static async Task<IReadOnlyList<LogLine>> BuildLog(this RunningBotOps botops, long release) => await botops.Log(
        await botops.Read(db => db.Builds.Where(b => db.Releases.Any(r => r.Id == release && r.BuildId == b.Id)).Select(b => b.LogId).SingleAsync()));

    public static async Task<IReadOnlyList<LogLine>> Log(this RunningBotOps botops, long log)
    {
        var chunks = await botops.Read(db => db.LogChunks.AsNoTracking().Where(c => c.LogId == log).OrderBy(c => c.FirstLine).ToListAsync());
        var lines = new List<LogLine>();
        LogText.Add(lines, chunks, 1, int.MaxValue);
        return lines;
    }

    public static async Task<IReadOnlyList<string[]>> Rows(this RunningBotOps botops, string sql)
    {
        await using var connection = new NpgsqlConnection(botops.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")]);
        return rows;
    }
}
