using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>
/// Keeps a page as it should be: whatever changes raises the outbox, so that wakes this; the sections are rendered anew and
/// those that differ are sent. A stream lasts some minutes, then the browser comes back by itself and is asked again who it is.
/// </summary>
sealed class LiveSections(IServiceScopeFactory scopes, Notifications notifications, TimeProvider clock, IHostApplicationLifetime application)
{
    /// <summary>Changes that come closer together are sent as one.</summary>
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);

    /// <summary>Characters of HTML after which a second passes: the table of hundreds of hosts is drawn anew less often than that of four.</summary>
    const int Pace = 150_000;

    /// <summary>Looked at again without being told, for what no notification tells (an approval that expires, a host's time).</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>A sign of life for the browser, by whose absence it notices that the connection is cut.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    public async Task Stream(HttpContext http, Func<IServiceProvider, CancellationToken, Task<List<Section>>> render)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, application.ApplicationStopping);
        try
        {
            await TypedResults.ServerSentEvents(Events(http.Viewer()!, render, end.Token)).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser left, or BotOps stops
        }
    }

    async IAsyncEnumerable<SseItem<object>> Events(
        Viewer viewer, Func<IServiceProvider, CancellationToken, Task<List<Section>>> render, [EnumeratorCancellation] CancellationToken stopping)
    {
        using var raised = new SemaphoreSlim(1);
        using var outbox = notifications.Subscribe(Notifications.Outbox, _ => Raise(raised));
        using var control = notifications.Subscribe(Notifications.Control, _ => Raise(raised));
        yield return new SseItem<object>(clock.GetUtcNow().ToUnixTimeMilliseconds(), "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };

        var sent = new Dictionary<string, string>();
        var began = clock.GetTimestamp();
        var looked = began;
        while (!stopping.IsCancellationRequested && clock.GetElapsedTime(began) < Lasts)
        {
            if (!await raised.WaitAsync(Beat, stopping))
            {
                yield return new SseItem<object>("", "beat");
                if (clock.GetElapsedTime(looked) < Quiet) continue;
            }
            looked = clock.GetTimestamp();
            if (await Language(viewer, stopping) is { } language && language != viewer.Language)
            {
                yield return new SseItem<object>(language, "language"); // the whole page is to be read anew
                yield break;
            }
            var characters = 0;
            foreach (var section in await Render(render, stopping))
            {
                if (sent.GetValueOrDefault(section.Key) == section.Rev) continue;
                sent[section.Key] = section.Rev;
                characters += section.Html.Length;
                yield return new SseItem<object>(section, "section");
            }
            await Task.Delay(Breath + TimeSpan.FromSeconds((double)characters / Pace), clock, stopping);
        }
    }

    /// <summary>That the viewer wants now; null while the database is away.</summary>
    async Task<string?> Language(Viewer viewer, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<BotOpsDb>().Persons.Where(p => p.Id == viewer.Id).Select(p => p.Language).SingleOrDefaultAsync(stopping);
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            return null;
        }
    }

    /// <summary>Nothing while the database is away: what is on the screen stays, and its return raises this.</summary>
    async Task<List<Section>> Render(Func<IServiceProvider, CancellationToken, Task<List<Section>>> render, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await render(scope.ServiceProvider, stopping);
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            return [];
        }
    }

    static void Raise(SemaphoreSlim raised)
    {
        try
        {
            if (raised.CurrentCount == 0) raised.Release();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended while its last notification was on the way
        }
    }
}
