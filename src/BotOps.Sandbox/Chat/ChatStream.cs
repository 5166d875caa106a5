using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BotOps.Core.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Sandbox.Chat;

/// <summary>Server-sent events for one browser: what it missed, then what happens.</summary>
sealed class ChatStream(
    ChatPages pages, ChatPeople people, ChatWaiting waiting, WebChatStore store, Notifications notifications, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ChatStream> log)
{
    /// <summary>A sign of life for the browser, and a look of our own in case a notification was lost with its connection.</summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>Ends when the browser goes, BotOps stops or the database does not answer; the browser then comes again with its last seq.</summary>
    public async IAsyncEnumerable<SseItem<string>> Follow(ChatView view, long seq, [EnumeratorCancellation] CancellationToken gone)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        var bell = new SemaphoreSlim(0);
        using var subscription = notifications.Subscribe(Notifications.Chat, _ => bell.Release());

        if (await Newest(view, ends.Token) is not { } newest) yield break;
        yield return new SseItem<string>($"{newest}", "hello");
        var waits = -1;

        while (true)
        {
            if (await Look(view, seq, ends.Token) is not { } updates) yield break;
            foreach (var update in updates)
            {
                seq = update.Seq;
                yield return new SseItem<string>(Json.Text(update), "message") { EventId = $"{seq}" };
            }
            if ((updates.Count > 0 || waits < 0) && await Waiting(view, ends.Token) is { } count && count != waits)
                yield return new SseItem<string>($"{waits = count}", "waits");
            if (updates.Count > 0)
            {
                if (await Language(view, ends.Token) is { } language && language != view.Viewer.Language)
                {
                    yield return new SseItem<string>(language, "language"); // the whole page is to be read anew
                    yield break;
                }
                continue; // there may be another page
            }

            if (await Rings(bell, ends.Token) is not { } rang) yield break;
            if (!rang) yield return new SseItem<string>("", "beat");
        }
    }

    Task<IReadOnlyList<ChatUpdate>?> Look(ChatView view, long seq, CancellationToken stopping) =>
        Try<IReadOnlyList<ChatUpdate>>(() => pages.After(view with { Now = clock.GetUtcNow() }, seq, stopping), stopping);

    Task<string?> Language(ChatView view, CancellationToken stopping) => Try(() => people.LanguageOf(view.Viewer, stopping), stopping);

    async Task<long?> Newest(ChatView view, CancellationToken stopping) => (await Try(async () =>
    {
        await using var reader = await store.Read(WebChat.Channel, view.Viewer.Handle, stopping);
        return Tuple.Create(await reader.Seq(stopping));
    }, stopping))?.Item1;

    async Task<int?> Waiting(ChatView view, CancellationToken stopping) => (await Try(async () => Tuple.Create(await waiting.For(view.Viewer, stopping)), stopping))?.Item1;

    /// <summary>Null: the stream ends.</summary>
    static async Task<bool?> Rings(SemaphoreSlim bell, CancellationToken stopping)
    {
        try
        {
            var rang = await bell.WaitAsync(Beat, stopping);
            while (bell.Wait(0, CancellationToken.None)) { } // one look answers them all
            return rang;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    async Task<T?> Try<T>(Func<Task<T>> look, CancellationToken stopping) where T : class
    {
        try
        {
            return await look();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            log.LogWarning("A chat stream ended, the database did not answer: {Error}", error.GetBaseException().Message);
            return null;
        }
    }
}
