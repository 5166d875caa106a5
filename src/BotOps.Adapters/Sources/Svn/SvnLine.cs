using System.Globalization;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>The folders of a project that hold versions of all its files: <c>trunk</c>, and each one in <c>branches</c> and <c>tags</c>.</summary>
static class SvnLine
{
    public const string Trunk = "trunk", Branches = "branches", Tags = "tags";

    public static bool IsLine(string path) => path.Split('/') is [Trunk] or [Branches or Tags, { Length: > 0 }];

    /// <summary>As in <see cref="Core.Sources.Revision.Kind"/>.</summary>
    public static string KindOf(string path) => path.StartsWith(Tags + "/", StringComparison.Ordinal) ? "tag" : "branch";

    /// <summary>The line that a path below the project's folder lies in; null: in none.</summary>
    public static string? Of(string path) => path.Split('/') switch
    {
        [Trunk, ..] => Trunk,
        [Branches or Tags, { Length: > 0 }, ..] parts => $"{parts[0]}/{parts[1]}",
        _ => null
    };

    /// <summary>A revision's number; null: it is none.</summary>
    public static long? Number(string text) =>
        text.Length is > 0 and <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
