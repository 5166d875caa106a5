using System.Text.RegularExpressions;
using BotOps.Core.Projects;

namespace BotOps.Core.Sources;

/// <summary>Where the host of a repository shows what lies between two commits.</summary>
public static partial class CompareLink
{
    static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["github.com"] = "https://github.com/{path}/compare/{from}...{to}",
        ["gitlab.com"] = "https://gitlab.com/{path}/-/compare/{from}...{to}",
        ["gitee.com"] = "https://gitee.com/{path}/compare/{from}...{to}",
        ["bitbucket.org"] = "https://bitbucket.org/{path}/branches/compare/{to}%0D{from}#diff", // shows what its first commit has and its second has not
    };

    /// <summary>Null where the host is not known and the repository names no page, or where there is nothing to compare with.</summary>
    public static string? Of(Repository repository, string? from, string? to)
    {
        if (from is null || to is null || from == to) return null;
        if (repository.Web is { } template) return Fill(template, Escaped(from), Escaped(to));
        if (repository.Kind != Repository.Git) return null;

        var address = Address().Match(repository.Url);
        return address.Success && Known.TryGetValue(address.Groups["host"].Value, out var known)
            ? Fill(known.Replace("{path}", address.Groups["path"].Value, StringComparison.Ordinal), from, to)
            : null;
    }

    /// <summary>A branch of svn may have any letter in its name; what stands between its folders is the same in paths and queries.</summary>
    static string Escaped(string commit) => string.Join('/', commit.Split('/').Select(Uri.EscapeDataString)).Replace("%40", "@", StringComparison.Ordinal);

    internal static string Fill(string template, string from, string to) =>
        template.Replace("{from}", from, StringComparison.Ordinal).Replace("{to}", to, StringComparison.Ordinal);

    // https://host/path.git, ssh://git@host:22/path.git, git@host:path.git
    [GeneratedRegex(@"^(?:(?:https?|ssh)://(?:[^/@]*@)?(?<host>[^/:@]+)(?::\d+)?/|[^/@:]+@(?<host>[^/:@]+):)(?<path>[A-Za-z0-9._~/-]+?)(?:\.git)?/?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
