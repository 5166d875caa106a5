namespace BotOps.Adapters.Sources.Svn;

/// <summary>What was typed as a ref: <c>trunk</c>, <c>branches/x</c>, <c>tags/y</c>, short <c>x</c>, one of them at a revision (<c>x@118</c>), or <c>r123</c>.</summary>
/// <param name="Lines">The folders that it can mean, the likeliest first; empty: none, or any that the revision changed.</param>
/// <param name="Revision">Null: the newest.</param>
/// <param name="IsRevision">It is written <c>r123</c>.</param>
sealed record SvnRef(IReadOnlyList<string> Lines, long? Revision, bool IsRevision = false)
{
    public static SvnRef Read(string typed)
    {
        if (typed is ['r' or 'R', .. var digits] && SvnLine.Number(digits) is { } alone) return new([], alone, IsRevision: true);

        var at = typed.LastIndexOf('@');
        return at > 0 && SvnLine.Number(typed[(at + 1)..]) is { } revision ? new(Complete(typed[..at]), revision) : new(Complete(typed), null);
    }

    static IReadOnlyList<string> Complete(string name)
    {
        if (SvnLine.IsLine(name)) return [name];
        return name.Contains('/') ? [] : [$"{SvnLine.Branches}/{name}", $"{SvnLine.Tags}/{name}"];
    }
}
