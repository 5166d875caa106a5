namespace BotOps.Core.Sources;

/// <summary>A commit's id as people see and type it: 40 hexadecimal digits of git, or svn's folder at a revision, <c>branches/x@118</c>.</summary>
public static class CommitName
{
    const int Shown = 7, Typable = 12;

    /// <summary><c>4f2a91c</c>, <c>r118</c></summary>
    public static string Short(string id) => Revision(id) is { } revision ? $"r{revision}" : Cut(id, Shown);

    /// <summary>What means it as a ref: <c>4f2a91c0d3e7</c>, <c>branches/x@118</c></summary>
    public static string Typed(string id) => Revision(id) is not null ? id : Cut(id, Typable);

    /// <summary>It says by itself which line of development it is on.</summary>
    public static bool NamesItsBranch(string id) => Revision(id) is not null;

    static string? Revision(string id) =>
        id.LastIndexOf('@') is > 0 and var at && at + 1 < id.Length && id.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? id[(at + 1)..] : null;

    static string Cut(string id, int most) => id.Length > most ? id[..most] : id;
}
