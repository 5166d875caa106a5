using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>One revision of a log, in which svn leaves away what the server does not tell.</summary>
/// <param name="Paths">Only where they were asked for.</param>
sealed record SvnEntry(long Revision, string Author, DateTimeOffset At, string Message, IReadOnlyList<SvnPath> Paths)
{
    public string Title => Message.TrimStart().Split('\n', 2)[0].TrimEnd();
}

/// <summary>A path that a revision changed, from the repository's root on.</summary>
/// <param name="Action"><c>A</c>dded, <c>D</c>eleted, <c>M</c>odified or <c>R</c>eplaced</param>
/// <param name="From">What it is a copy of; null: of nothing.</param>
sealed record SvnPath(string Path, char Action, string? From, long FromRevision);

/// <summary>A folder that is there.</summary>
/// <param name="Path">From the repository's root on, <c>/shop/trunk</c>.</param>
/// <param name="Revision">At which it was looked at.</param>
sealed record SvnFolder(string Url, string Path, long Revision);

/// <summary>A folder's name with the revision that last changed it.</summary>
sealed record SvnName(string Name, long Changed);

/// <summary>Reads what <c>svn --xml</c> writes. Where svn failed half way the document is not complete, and what came of it is taken.</summary>
static class SvnXml
{
    static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };

    public static IReadOnlyList<SvnEntry> Log(string xml) => [.. Elements(xml, "logentry").Select(e => new SvnEntry(
        Revision(e), e.Element("author")?.Value ?? "", At(e.Element("date")?.Value), e.Element("msg")?.Value ?? "", [.. e.Elements("paths").Elements("path").Select(Path)]))];

    public static IReadOnlyList<SvnFolder> Folders(string xml) => [.. Elements(xml, "entry").Where(IsFolder).Select(e => new SvnFolder(
        e.Element("url")!.Value, Uri.UnescapeDataString(e.Element("relative-url")!.Value.TrimStart('^')).TrimEnd('/'), Revision(e)))];

    /// <summary>Of each list, by the last part of its path.</summary>
    public static IReadOnlyList<(string List, SvnName Name)> Names(string xml) =>
    [
        .. from list in Elements(xml, "list")
           let path = ((string?)list.Attribute("path") ?? "").Split('/')[^1]
           from entry in list.Elements("entry")
           where IsFolder(entry)
           select (path, new SvnName(entry.Element("name")!.Value, Revision(entry.Element("commit"))))
    ];

    static bool IsFolder(XElement entry) => (string?)entry.Attribute("kind") == "dir";

    static SvnPath Path(XElement path) => new(
        path.Value, ((string?)path.Attribute("action") ?? " ")[0], (string?)path.Attribute("copyfrom-path"), SvnLine.Number((string?)path.Attribute("copyfrom-rev") ?? "") ?? 0);

    static long Revision(XElement? element) => SvnLine.Number((string?)element?.Attribute("revision") ?? "") ?? 0;

    static DateTimeOffset At(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default;

    /// <summary>One after the other, so that a long log is not held twice.</summary>
    static IEnumerable<XElement> Elements(string xml, string name)
    {
        using var reader = XmlReader.Create(new StringReader(xml), Settings);
        while (Next(reader, name) is { } element) yield return element;
    }

    static XElement? Next(XmlReader reader, string name)
    {
        try
        {
            while (!(reader.NodeType == XmlNodeType.Element && reader.Name == name)) // ReadFrom may have left it at the next one
                if (!reader.Read()) return null;
            return (XElement)XNode.ReadFrom(reader);
        }
        catch (XmlException)
        {
            return null; // svn broke off
        }
    }
}
