using System.Globalization;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>
/// A folder as it was at a revision: <c>trunk@120</c>. The revision is the one that last changed it, so that the same content has the
/// same name however far the repository has gone on; svn finds it by that name also when the folder is gone or another one since.
/// </summary>
/// <param name="Path"><c>trunk</c>, <c>branches/x</c> or <c>tags/y</c></param>
sealed record SvnCommit(string Path, long Revision)
{
    /// <summary>Null: it is not written like one.</summary>
    public static SvnCommit? Parse(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && SvnLine.IsLine(text[..at]) && SvnLine.Number(text[(at + 1)..]) is { } revision ? new(text[..at], revision) : null;
    }

    public override string ToString() => Path + "@" + Revision.ToString(CultureInfo.InvariantCulture);
}
