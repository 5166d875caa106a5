using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>A person chooses the language in which BotOps speaks to them; pages and chat follow at once.</summary>
public sealed class SetLanguage(BotOpsDb db, Audit audit)
{
    /// <param name="language">One of <see cref="Languages.All"/>; null: only says which it is.</param>
    /// <returns>The answer, in the language that is now theirs.</returns>
    public async Task<Reply> Handle(Guid id, string? language, CancellationToken stopping)
    {
        var chosen = await db.InTransaction(() => Choose(id, language, stopping), stopping);
        using var speech = Languages.Speak(chosen);
        return new Reply(Texts.LanguageIs(chosen));
    }

    async Task<string> Choose(Guid id, string? language, CancellationToken stopping)
    {
        var person = await db.Persons.SingleAsync(p => p.Id == id, stopping);
        if (language is null || language == person.Language) return person.Language;

        audit.Note(id, "language", $"person/{person.Handle}", before: person.Language, after: language);
        person.Language = language;
        return language;
    }
}
