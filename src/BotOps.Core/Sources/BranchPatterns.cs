using System.IO.Enumeration;

namespace BotOps.Core.Sources;

/// <summary>Names of branches and tags in which <c>*</c> stands for anything, slashes as well.</summary>
public static class BranchPatterns
{
    public static bool Mean(IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
