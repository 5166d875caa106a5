using System.Collections.Concurrent;
using BotOps.Core.Sources;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Names of branches and tags while a person types: those of a minute ago at once, and newer ones for the next letter.</summary>
sealed class SvnNames(TimeProvider clock, ILogger<SvnNames> logger) : IAsyncDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(1);

    readonly CancellationTokenSource closing = new();
    readonly ConcurrentDictionary<string, Known> known = new();
    readonly Dictionary<string, Task> refreshes = [];
    readonly Lock refreshing = new();

    sealed record Known(IReadOnlyList<string> Names, long At);

    public async Task<IReadOnlyList<string>> Of(SvnAccess access, SvnServer server, CancellationToken stopping)
    {
        if (known.TryGetValue(access.Url, out var names) && clock.GetElapsedTime(names.At) < Fresh) return names.Names;

        var refresh = Refresh(access.Url, server);
        if (names is null) await Task.WhenAny(refresh, Task.Delay(Patience, clock, stopping));
        return known.GetValueOrDefault(access.Url)?.Names ?? [];
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        Task[] left;
        lock (refreshing) left = [.. refreshes.Values];
        await Task.WhenAll(left);
        closing.Dispose();
    }

    /// <summary>One at a time per repository, for names only: a failure is left to the next command, which tells the person.</summary>
    Task Refresh(string url, SvnServer server)
    {
        lock (refreshing)
        {
            if (refreshes.TryGetValue(url, out var under) && !under.IsCompleted) return under;
            return refreshes[url] = Task.Run(() => Quietly(url, server));
        }
    }

    async Task Quietly(string url, SvnServer server)
    {
        try
        {
            known[url] = new(await server.Names(closing.Token), clock.GetTimestamp());
        }
        catch (SourceError e)
        {
            logger.LogWarning("Names of branches are stale: {Reason}", e.Message);
        }
        catch (OperationCanceledException)
        {
            // BotOps stops
        }
    }
}
