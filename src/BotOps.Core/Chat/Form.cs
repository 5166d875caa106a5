namespace BotOps.Core.Chat;

/// <summary>
/// Asks one person for what a command still needs: drawn as fields in the reply, or as a window of its own, as the platform
/// has it. What was filled in comes back as an event of <see cref="ChatEventKind.Form"/>.
/// </summary>
/// <param name="Command">A name of <see cref="Commands.CommandTable"/>.</param>
/// <param name="Send">The word on its button.</param>
/// <param name="Kept">What was typed and has no field, by name.</param>
public sealed record Form(string Command, string Send, IReadOnlyList<Field> Fields, IReadOnlyDictionary<string, string> Kept)
{
    /// <summary>What the event carries: the values of its own fields, empty ones left out, and what it kept.</summary>
    public IReadOnlyDictionary<string, string> Filled(IReadOnlyDictionary<string, string> values) =>
        Kept.Concat(from field in Fields
                    let value = values.GetValueOrDefault(field.Name)
                    where !string.IsNullOrWhiteSpace(value)
                    select KeyValuePair.Create(field.Name, value)).ToDictionary();
}

/// <param name="Free">Any words may be written, the choices are only offered; else it is one of the choices.</param>
/// <param name="Value">What is filled in already.</param>
/// <param name="Hint">What happens if it is left empty, or what may be written.</param>
public sealed record Field(string Name, string Label, bool Free, bool Needed, string? Value, IReadOnlyList<FieldChoice> Choices, string? Hint = null);

/// <param name="Value">Empty: nothing is chosen.</param>
public sealed record FieldChoice(string Value, string Label);
