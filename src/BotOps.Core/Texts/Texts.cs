using System.Globalization;

namespace BotOps.Core;

/// <summary>
/// All that BotOps says to people, in this one place. Every text stands here in both languages side by side, so that neither
/// can be forgotten; which one is said follows the reader (<see cref="CultureInfo.CurrentUICulture"/>).
/// </summary>
public static partial class Texts
{
    static string Say(string english, string chinese) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? chinese : english;
}
