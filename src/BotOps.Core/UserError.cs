namespace BotOps.Core;

/// <summary>
/// The one exception that speaks to people: what was wrong, where, and what to do. It becomes a private reply in chat, problem
/// details on the web and a line on the terminal. Whoever throws it has changed nothing.
/// </summary>
/// <param name="message">A sentence or two in the person's words.</param>
/// <param name="atFault">The word that was wrong, as typed; shown marked.</param>
/// <param name="tryInstead">A right command that can be sent as it stands.</param>
/// <param name="meant">What the word at fault was probably meant to be; whoever knows the whole line mends it with this.</param>
public sealed class UserError(string message, string? atFault = null, string? tryInstead = null, string? meant = null) : Exception(message)
{
    public string? Meant { get; } = meant;
    public string? AtFault { get; } = atFault;
    public string? TryInstead { get; } = tryInstead;
}
