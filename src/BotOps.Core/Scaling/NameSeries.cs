using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core.Scaling;

/// <summary>Names with a running number: <c>order-[101]</c> is order-101, order-102 …</summary>
/// <param name="Digits">The number's width, filled with zeros.</param>
public sealed partial record NameSeries(string Prefix, int First, int Digits)
{
    /// <summary>Null: it is none.</summary>
    public static NameSeries? Parse(string text) => Form().Match(text) is { Success: true } match
        ? new NameSeries(match.Groups["prefix"].Value, int.Parse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["first"].Length)
        : null;

    public string Name(int number) => Prefix + number.ToString($"D{Digits}", CultureInfo.InvariantCulture);

    /// <summary>The first number after all that were ever taken: a name is no other host's, not even one that is gone.</summary>
    public int After(IEnumerable<string> taken) => taken.Select(NumberOf).OfType<int>().Select(n => n + 1).Append(First).Max();

    int? NumberOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Name(number) == name
            ? number
            : null;

    [GeneratedRegex(@"^(?<prefix>[a-z0-9][a-z0-9._-]{0,50})\[(?<first>\d{1,6})\]\z")]
    private static partial Regex Form();
}
