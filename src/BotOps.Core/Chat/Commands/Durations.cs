using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core.Chat.Commands;

/// <summary>Spans of time as people type them: <c>30s</c>, <c>2m</c>, <c>1h30m</c>, <c>1d</c>.</summary>
static partial class Durations
{
    /// <summary>Null: it is none.</summary>
    public static TimeSpan? Parse(string typed)
    {
        var match = Parts().Match(typed);
        if (!match.Success || typed.Length == 0) return null;
        return new TimeSpan(Number(match, 1), Number(match, 2), Number(match, 3), Number(match, 4));
    }

    static int Number(Match match, int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:([0-9]{1,5})d)?(?:([0-9]{1,5})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,5})s)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
