using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Spans of time as the catalog writes them: <c>30s</c>, <c>10m</c>, <c>1h30m</c>, <c>2d</c>.</summary>
static partial class CatalogTime
{
    static readonly TimeSpan Most = TimeSpan.FromDays(30);

    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        if (text.Length == 0 || Form().Match(text) is not { Success: true } match) return false;
        time = new TimeSpan(Part(match, "d"), Part(match, "h"), Part(match, "m"), Part(match, "s"));
        return time > TimeSpan.Zero && time <= Most;
    }

    public static string Text(TimeSpan time)
    {
        (int Count, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "m"), (time.Seconds, "s")];
        return string.Concat(parts.Where(p => p.Count > 0).Select(p => $"{p.Count}{p.Unit}"));
    }

    static int Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<d>\d{1,6})d)?(?:(?<h>\d{1,6})h)?(?:(?<m>\d{1,6})m)?(?:(?<s>\d{1,6})s)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
