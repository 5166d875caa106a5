using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Sources;

namespace BotOps.Core.Chat;

/// <summary>From an event to a use case: who is it, what do they want, and a private answer where one is owed.</summary>
public sealed class HandleEvent(
    BotOpsDb db, Senders senders, RunCommand commands, PressButton buttons, FormEvents forms, PersonLeft left, Mentions mentions, Directories directories,
    Outbox outbox, WorkerOptions options, TimeProvider clock)
{
    public async Task Handle(InboxItem item, CancellationToken stopping)
    {
        if (item.Event.Kind == ChatEventKind.Left)
        {
            await left.Handle(item, stopping);
            return;
        }
        var person = await senders.Require(item.Sender, stopping);
        if (await directories.IsOut(item.Sender, stopping))
        {
            await TurnAway(item, stopping);
            return;
        }
        using var speech = Languages.Speak(person.Language);
        var said = await mentions.Read(item.Event, stopping);
        await forms.Spend(said, stopping);
        RequireFresh(item, said);
        db.Answer = told => Say(item, told, stopping);
        var reply = said.Kind == ChatEventKind.Press
            ? await buttons.Handle(said, person, stopping)
            : await commands.Handle(said, person, stopping);
        if (reply is not null) await Answer(item, reply, stopping);
    }

    /// <summary>Whom BotOps knows, and who is a guest by now or has left: what the platform would have told is done, and they hear what a stranger hears.</summary>
    Task TurnAway(InboxItem item, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await left.Handle(item, stopping);
        await Say(item, new Reply((await senders.Unknown(stopping)).Message), stopping);
    }, stopping);

    /// <summary>Bad input changed nothing; the person is told privately what was wrong and what to type instead.</summary>
    public async Task Refuse(InboxItem item, UserError error, CancellationToken stopping)
    {
        var form = await Again(item, stopping);
        var said = await mentions.Read(item.Event, stopping);
        await Answer(item, new Reply(error.Message, error.AtFault, form is null ? Mended(said.Text, error) ?? error.TryInstead : null, Form: form), stopping);
    }

    /// <summary>The line as it was typed, with the word at fault put right.</summary>
    static string? Mended(string? typed, UserError error)
    {
        if (typed is null || error is not { AtFault: { Length: > 0 } wrong, Meant: { } right }) return null;

        var words = typed.Split(' ');
        var at = Array.FindIndex(words, w => w.Equals(wrong, StringComparison.OrdinalIgnoreCase));
        if (at < 0) return null;
        words[at] = right;
        return string.Join(' ', words);
    }

    /// <summary>The same where the repository could not be read.</summary>
    public async Task Refuse(InboxItem item, SourceError error, CancellationToken stopping)
    {
        using var speech = Languages.Speak(await LanguageOf(item, stopping));
        await Answer(item, new Reply(Texts.SourceRefused(error.Message), TryInstead: item.Event.Text, Form: await Again(item, stopping)), stopping);
    }

    async Task<Form?> Again(InboxItem item, CancellationToken stopping)
    {
        if (item.Event.Kind != ChatEventKind.Form || await senders.Find(item.Sender, stopping) is not { } person) return null;

        using var speech = Languages.Speak(person.Language);
        return await forms.Again(await mentions.Read(item.Event, stopping), person, stopping);
    }

    public async Task Apologise(InboxItem item, CancellationToken stopping)
    {
        using var speech = Languages.Speak(await LanguageOf(item, stopping));
        await Answer(item, new Reply(Texts.SomethingBroke(item.Id), TryInstead: item.Event.Text, Form: await Again(item, stopping)), stopping);
    }

    Task Answer(InboxItem item, Reply reply, CancellationToken stopping) => db.InTransaction(() => Say(item, reply, stopping), stopping);

    /// <summary>Once, however often it is said.</summary>
    Task Say(InboxItem item, Reply reply, CancellationToken stopping) =>
        outbox.Say(Outbox.ReplyTo(item.Id), item.Event.Place, reply, Urgency.Failure, privateTo: item.Event.ExternalId, stopping: stopping);

    async Task<string?> LanguageOf(InboxItem item, CancellationToken stopping) => (await senders.Find(item.Sender, stopping))?.Language;

    void RequireFresh(InboxItem item, ChatEvent said)
    {
        var age = clock.GetUtcNow() - item.ReceivedAt;
        if (age > options.CommandAge) throw new UserError(Texts.CameLate(age), tryInstead: said.Text);
    }
}
