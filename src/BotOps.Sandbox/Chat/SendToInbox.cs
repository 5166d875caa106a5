using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Sandbox.Chat;

/// <summary>
/// What a person did, handed to the one way in. Who did it is who is signed in. False: it was not accepted and nothing was done.
/// </summary>
sealed class SendToInbox(WebChatStore store, IInbox inbox)
{
    public const int MostCharacters = 20_000;

    /// <summary>A little over the inbox's own limit, for our part of the work.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public Task<bool> Say(ChatPerson person, SayRequest said, CancellationToken stopping) => InTime(async limit =>
    {
        var text = Clean(said.Text);
        if (text.Length == 0) throw new UserError(Texts.WebChat.Empty);
        if (said.Thread is { } root && await Find(person, root, limit) is not { Root: null, PrivateTo: null }) throw new UserError(Texts.WebChat.NoMessage(root.ToString()));

        return await store.Say(said.Id, WebChat.Channel, said.Thread, person.Handle, text, Accept, limit);

        Task<bool> Accept() => !Drawing.IsCommand(text) ? Task.FromResult(true) : Send(
            said.Id, new ChatEvent(ChatEventKind.Command, person.Handle, WebChat.Deploys(said.Thread), Text: Drawing.WithoutMention(text)), limit);
    }, stopping);

    public Task<bool> Press(ChatPerson person, PressRequest press, CancellationToken stopping) => InTime(async limit =>
    {
        var message = await Find(person, press.MessageId, limit) ?? throw new UserError(Texts.WebChat.NoMessage(press.MessageId.ToString()));
        var place = WebChat.Deploys(press.InThread ? message.Root ?? message.Id : message.Root);
        return await Send(press.Id, new ChatEvent(
            ChatEventKind.Press, person.Handle, place, Action: Clean(press.Action), Value: Clean(press.Value), Input: press.Input is null ? null : Clean(press.Input)), limit);
    }, stopping);

    public Task<bool> Fill(ChatPerson person, FillRequest filled, CancellationToken stopping) => InTime(async limit =>
    {
        if (await Find(person, filled.MessageId, limit) is not { Content: Reply { Form: { } form } } message) throw new UserError(Texts.FormGone);

        return await Send(message.Id, new ChatEvent(
            ChatEventKind.Form, person.Handle, WebChat.Deploys(message.Root), Action: form.Command, Value: message.Id.ToString(),
            Filled: form.Filled(filled.Values.ToDictionary(v => v.Key, v => Clean(v.Value ?? "")))), limit);
    }, stopping);

    Task<bool> Send(Guid id, ChatEvent happened, CancellationToken stopping) => inbox.Accept(WebChat.Platform, WebChat.Tenant, id.ToString(), happened, stopping);

    async Task<ChatMessage?> Find(ChatPerson person, Guid id, CancellationToken stopping)
    {
        await using var reader = await store.Read(WebChat.Channel, person.Handle, stopping);
        return await reader.Find(id, stopping);
    }

    /// <summary>PostgreSQL keeps no NUL; a text of only white space says nothing.</summary>
    static string Clean(string text) =>
        text.Length > MostCharacters ? throw new UserError(Texts.WebChat.TooLong(MostCharacters)) : text.Replace("\0", "", StringComparison.Ordinal).Trim();

    static async Task<bool> InTime(Func<CancellationToken, Task<bool>> work, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Limit);
        try
        {
            return await work(limit.Token);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested && (error is OperationCanceledException || Retry.IsTransient(error)))
        {
            return false;
        }
    }
}
