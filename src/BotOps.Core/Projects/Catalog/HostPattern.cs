using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core.Projects.Catalog;

/// <summary>A host's name, or a range of them: <c>order-[01-04]</c> is order-01 to order-04, with the width of the first number.</summary>
static partial class HostPattern
{
    const int MostHosts = 1000;

    /// <summary>Null where it is neither a name nor a range.</summary>
    public static IReadOnlyList<string>? Expand(string text)
    {
        if (CatalogNames.Problem(text) is null) return [text];
        if (Form().Match(text) is not { Success: true } match) return null;

        var from = int.Parse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture);
        var to = int.Parse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture);
        if (to < from || to - from >= MostHosts) return null;

        var width = $"D{match.Groups["from"].Length}";
        var names = Enumerable.Range(from, to - from + 1).Select(n =>
            match.Groups["before"].Value + n.ToString(width, CultureInfo.InvariantCulture) + match.Groups["after"].Value).ToList();
        return names.TrueForAll(n => CatalogNames.Problem(n) is null) ? names : null;
    }

    [GeneratedRegex(@"^(?<before>[^\[\]]*)\[(?<from>\d{1,6})-(?<to>\d{1,6})\](?<after>[^\[\]]*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
