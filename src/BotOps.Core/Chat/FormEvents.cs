using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Core.Chat;

/// <summary>What becomes of a form that was sent, besides its command.</summary>
public sealed class FormEvents(AskInForm ask, Outbox outbox)
{
    /// <summary>A form is sent once: where it was drawn there is now the line that it stands for.</summary>
    public async Task Spend(ChatEvent sent, CancellationToken stopping)
    {
        if (sent is not { Kind: ChatEventKind.Form, Action: { } command, Value: { } reference }) return;

        var line = FilledForm.AsTyped(command, sent.Filled ?? FilledForm.Nothing);
        await outbox.Replace(sent.Place, reference, sent.ExternalId, new Reply(Texts.FormSent, Lines: [[new Span(line, Code: true)]]), stopping);
    }

    /// <summary>The same form with what was filled in, to be put right. Null: it was no form, or not one for this person.</summary>
    public async Task<Form?> Again(ChatEvent sent, Person person, CancellationToken stopping)
    {
        if (sent is not { Kind: ChatEventKind.Form, Action: { } command } || CommandTable.Find(command) is not { } spec) return null;
        try
        {
            return await ask.For(spec, sent.Filled ?? FilledForm.Nothing, person, stopping);
        }
        catch (UserError)
        {
            return null; // the answer says already why not
        }
    }
}
