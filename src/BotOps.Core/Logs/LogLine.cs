namespace BotOps.Core.Logs;

/// <param name="Number">Counts from 1; a line that stands for lines left out has the number of the first of them.</param>
/// <param name="Source">Whose line it is: <c>build</c>, a host's name, or empty for a word of the log store itself.</param>
/// <param name="Text">Masked; colours are ANSI sequences, see <see cref="Ansi.Strip"/>.</param>
public sealed record LogLine(long Number, DateTimeOffset At, string Source, string Text)
{
    /// <summary>As <see cref="LogStore.FindFirstError"/> judges it.</summary>
    public bool ReadsLikeAnError => LogText.ReadsLikeAnError($"{Source}\t{Text}");
}
