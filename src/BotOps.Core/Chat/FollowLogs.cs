using System.Collections.Concurrent;
using System.Globalization;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Chat;

/// <summary>A log that grew raises the excerpt that follows it; once a second and log is enough.</summary>
public sealed class FollowLogs(IDbContextFactory<BotOpsDb> databases, Notifications notifications, TimeProvider clock, ILogger<FollowLogs> logger) : BackgroundService
{
    /// <summary>The listening connection was away: any log may have grown.</summary>
    const long All = 0;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var grown = new ConcurrentDictionary<long, bool>();
        using var some = new SemaphoreSlim(0);
        using var watch = notifications.Subscribe(Notifications.Logs, payload =>
        {
            if (grown.TryAdd(LogOf(payload) ?? All, true)) some.Release();
        });

        while (!stopping.IsCancellationRequested)
        {
            await some.WaitAsync(stopping);
            while (some.CurrentCount > 0) await some.WaitAsync(stopping);
            var logs = grown.Keys.Where(log => grown.TryRemove(log, out _)).ToList(); // one that grows from here on is of the next second
            var all = logs.Contains(All);
            try
            {
                await using var db = await databases.CreateDbContextAsync(stopping);
                await db.Outbox.Where(m => m.Follows != null && (all || logs.Contains(m.Follows.Value))) // also what is being sent now, with the lines of a moment ago
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.Wanted, m => m.Wanted + 1), stopping);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                logger.LogWarning("Excerpts wait: {Error}", error.GetBaseException().Message); // the next line of the log raises them again
            }
            await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping);
        }
    }

    /// <summary>The payload is <c>id length</c>.</summary>
    static long? LogOf(string? payload) =>
        payload is not null && long.TryParse(payload.AsSpan(0, payload.IndexOf(' ') is var blank and >= 0 ? blank : payload.Length), CultureInfo.InvariantCulture, out var id) ? id : null;
}
