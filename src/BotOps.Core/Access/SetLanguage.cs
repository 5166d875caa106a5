using BotOps.Core.Chat;

namespace BotOps.Core.Access;

/// <summary>A person chooses the language in which BotOps speaks to them; pages and chat follow at once.</summary>
public sealed class SetLanguage(Audit audit)
{
    /// <summary>Saves nothing: the choice is kept in the transaction that writes the answer.</summary>
    /// <param name="person">As the database context tracks them.</param>
    /// <param name="language">One of <see cref="Languages.All"/>; null: only says which it is.</param>
    /// <returns>The answer, in the language that is now theirs.</returns>
    public Reply Handle(Person person, string? language)
    {
        if (language is not null && language != person.Language)
        {
            audit.Note(person.Id, "language", $"person/{person.Handle}", before: person.Language, after: language);
            person.Language = language;
        }
        using var speech = Languages.Speak(person.Language);
        return new Reply(Texts.LanguageIs(person.Language));
    }
}
