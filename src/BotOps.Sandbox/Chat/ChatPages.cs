using BotOps.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Sandbox.Chat;

/// <summary>Turns what is in the store into HTML for one viewer; Razor encodes every text.</summary>
sealed class ChatPages(WebChatStore store, ChatWaiting waiting, ILoggerFactory loggers)
{
    /// <summary>The components ask for nothing. BotOps' own pages bring a NavigationManager, which only knows its way within their requests.</summary>
    static readonly ServiceProvider Nothing = new ServiceCollection().BuildServiceProvider();

    public async Task<Guid?> CardOf(ChatView view, long release, CancellationToken stopping)
    {
        await using var reader = await store.Read(WebChat.Channel, view.Viewer.Handle, stopping);
        return await reader.CardOf(release, stopping);
    }

    public async Task<string> Page(ChatView view, Guid? thread, long? before, string? theme, IReadOnlyList<string> examples, CancellationToken stopping)
    {
        using var speech = Languages.Speak(view.Viewer.Language);
        await using var reader = await store.Read(WebChat.Channel, view.Viewer.Handle, stopping);
        var seq = await reader.Seq(stopping); // before anything else, so that the stream repeats rather than skips
        var messages = await reader.Channel(before, stopping);
        var page = new ChatPageModel(
            seq, messages,
            await reader.Replies(messages.Select(m => m.Id), stopping),
            messages is [var first, ..] && await reader.Earlier(first.Position, stopping) ? first.Position : null,
            await reader.HasWritten(stopping) ? [] : examples,
            thread is { } root ? await Read(reader, root, stopping) : null,
            await waiting.For(view.Viewer, stopping));

        return await Draw<ChatPage>(new() { [nameof(ChatPage.Page)] = page, [nameof(ChatPage.View)] = view, [nameof(ChatPage.Theme)] = theme });
    }

    /// <summary>The pane of one thread; null: the viewer can see no such message.</summary>
    public async Task<string?> Thread(ChatView view, Guid root, CancellationToken stopping)
    {
        using var speech = Languages.Speak(view.Viewer.Language);
        await using var reader = await store.Read(WebChat.Channel, view.Viewer.Handle, stopping);
        return await Read(reader, root, stopping) is { } thread
            ? await Draw<ThreadPane>(new() { [nameof(ThreadPane.Root)] = thread.Root, [nameof(ThreadPane.Messages)] = thread.Messages, [nameof(ThreadPane.View)] = view })
            : null;
    }

    /// <summary>Everything that became visible to the viewer after <paramref name="seq"/>, a page at most.</summary>
    public async Task<IReadOnlyList<ChatUpdate>> After(ChatView view, long seq, CancellationToken stopping)
    {
        using var speech = Languages.Speak(view.Viewer.Language);
        await using var reader = await store.Read(WebChat.Channel, view.Viewer.Handle, stopping);
        var changed = await reader.After(seq, stopping);
        var replies = changed.Count == 0 ? new Dictionary<Guid, Replies>() : await reader.Replies(changed.Select(m => m.Root ?? m.Id).Distinct(), stopping);

        var updates = new List<ChatUpdate>(changed.Count);
        foreach (var message in changed)
            updates.Add(await Update(view, message, replies.GetValueOrDefault(message.Root ?? message.Id, Replies.None)));
        return updates;
    }

    async Task<ChatUpdate> Update(ChatView view, ChatMessage message, Replies replies) => new(
        message.Seq, message.Id, message.Root, message.Position, message.Revision, message.PrivateTo is not null, message.Author == view.Viewer.Handle, Kind(message),
        await Draw<MessageView>(new() { [nameof(MessageView.Message)] = message, [nameof(MessageView.View)] = view, [nameof(MessageView.Replies)] = replies }),
        message.Root is null ? await Draw<ThreadHead>(new() { [nameof(ThreadHead.Root)] = message, [nameof(ThreadHead.View)] = view }) : null,
        message.Push, Texts.WebChat.Replies(replies.Count, view.Time(replies.Newest)));

    static string Kind(ChatMessage message) => message.Content?.GetType().Name.ToLowerInvariant() ?? "text";

    static async Task<ChatThread?> Read(WebChatReader reader, Guid root, CancellationToken stopping) =>
        await reader.Find(root, stopping) is { Root: null, PrivateTo: null } found ? new(found, await reader.Thread(root, stopping)) : null;

    async Task<string> Draw<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(Nothing, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}

/// <summary>One message as the browser gets it.</summary>
/// <param name="Head">For a message of the channel: how it looks at the head of its thread.</param>
/// <param name="Replies">What the link to its thread says.</param>
sealed record ChatUpdate(
    long Seq, Guid Id, Guid? Root, long Position, int Revision, bool Private, bool Mine, string Kind, string Html, string? Head, string Push, string Replies);
