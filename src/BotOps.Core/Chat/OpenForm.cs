using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Core.Chat;

/// <summary>Forms for a platform that opens windows: asked for while the person waits, not through inbox and outbox.</summary>
public sealed class OpenForm(Senders senders, Mentions mentions, AskInForm ask)
{
    /// <exception cref="UserError">The person is unknown or may not use the command.</exception>
    public async Task<Form> For(AccountName account, string command, IReadOnlyDictionary<string, string> known, CancellationToken stopping)
    {
        var person = await senders.RequireMember(account, stopping);
        return await Form(person, command, known, stopping);
    }

    async Task<Form> Form(Person person, string command, IReadOnlyDictionary<string, string> known, CancellationToken stopping)
    {
        using var speech = Languages.Speak(person.Language);
        return await ask.For(CommandTable.Find(command) ?? throw Values.NoSuchCommand(command), await mentions.Read(known, stopping), person, stopping);
    }

    /// <summary>What a field offers while its value is typed.</summary>
    /// <param name="filled">What the other fields hold.</param>
    public async Task<IReadOnlyList<FieldChoice>> Choices(
        AccountName account, string command, IReadOnlyDictionary<string, string> filled, string field, string typed, CancellationToken stopping)
    {
        var person = await senders.Require(account, stopping); // a platform waits for this answer: who opened the form was looked at
        var form = await Form(person, command, new Dictionary<string, string>(filled) { [field] = typed }, stopping);
        return form.Fields.SingleOrDefault(f => f.Name == field) is { } found
            ? [.. found.Choices.Where(c => c.Value.Length > 0 && c.Label.Contains(typed, StringComparison.OrdinalIgnoreCase))]
            : [];
    }
}
