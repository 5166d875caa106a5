using System.Text;

namespace BotOps.Core.Access;

/// <summary>The letters that stand for a person where there is no room for the name.</summary>
public static class Initials
{
    /// <summary>The first of the first and of the last word; of a single word its first two: Lead 1 → L1, Ops → Op.</summary>
    public static string Of(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => "?",
        [var only] => string.Concat(only.EnumerateRunes().Take(2)),
        [var first, .., var last] => $"{First(first)}{First(last)}",
    };

    static Rune First(string word) => word.EnumerateRunes().First();
}
