using System.Text.RegularExpressions;

namespace BotOps.Core.Chat.Commands;

/// <summary>Names are checked where they enter: what is no name reaches neither database, git nor host.</summary>
static partial class Names
{
    public const int LongestReference = 255;

    /// <summary>Of a project, environment or host; a phone's capital letter is no other name.</summary>
    public static string? Of(string typed) => Name().IsMatch(typed) ? typed.ToLowerInvariant() : null;

    /// <summary>A host name in which <c>*</c> stands for anything.</summary>
    public static string? Pattern(string typed) => NamePattern().IsMatch(typed) ? typed.ToLowerInvariant() : null;

    /// <summary>Of a branch, tag or commit: never an option, never a file to read; the rest is for the source control to judge.</summary>
    public static bool Reference(string typed) =>
        typed.Length is > 0 and <= LongestReference && typed[0] is not ('-' or '@') && !typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z0-9*][a-z0-9*._-]{0,62}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
