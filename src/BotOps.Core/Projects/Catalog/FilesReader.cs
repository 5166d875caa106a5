using System.Text.RegularExpressions;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads what a release's folder holds beside the artifact: <c>run.files</c>, <c>run.shared</c>, and templates of files.</summary>
static partial class FilesReader
{
    const int MostBytesTogether = 512 * 1024;

    public static (IReadOnlyList<ManagedFile> Files, IReadOnlyList<string> Shared) Read(CatalogField run)
    {
        var files = run["files"].Items().Select(item => (Item: item["path"], File: File(item))).ToList();
        var shared = run["shared"].Items().Select(item => (Item: item, Path: item.Text("", ReleasePath))).ToList();
        Apart([.. files.Select(f => (f.Item, f.File.Path)), .. shared]);
        if (files.Sum(f => FileText.Bytes(f.File.Content, f.File.Encoding).Length) > MostBytesTogether) run["files"].Problem(Texts.Files.TooLarge(MostBytesTogether / 1024));
        return ([.. files.Select(f => f.File)], [.. shared.Select(s => s.Path)]);
    }

    /// <summary>A list of files by itself.</summary>
    public static IReadOnlyList<ManagedFile> Files(CatalogField list)
    {
        var files = list.Items().Select(item => (Item: item["path"], File: File(item))).ToList();
        Apart([.. files.Select(f => (f.Item, f.File.Path))]);
        return [.. files.Select(f => f.File)];
    }

    static ManagedFile File(CatalogField file)
    {
        file.Knows("path", "content", "template", "mode", "encoding");
        var path = file["path"].Required().Text("", ReleasePath);
        var encoding = file["encoding"].Text("", ProjectReader.OneOf([.. FileText.Encodings]));
        if (file["content"].Given == file["template"].Given) file.Problem(Texts.Files.ContentOrTemplate);
        var (content, read) = file["template"].Given
            ? Template(file["template"], encoding)
            : (file["content"].LongText(text => FileRules.Problem(text, Or(encoding))), Or(encoding));
        return new ManagedFile(path, content)
        {
            Encoding = read,
            Mode = file["mode"].Text("0644", text => ModeForm().IsMatch(text) ? null : Texts.Files.NotAMode(text)).PadLeft(4, '0'),
        };
    }

    static (string Content, string Encoding) Template(CatalogField template, string encoding)
    {
        var nothing = ("", Or(encoding));
        var path = template.Text("", text => CatalogNames.RelativePath(text) is null ? null : Texts.Files.NotBeside(text));
        if (path.Length == 0 || template.FileBeside(path) is not { } bytes) return nothing;
        var read = FileText.Read(bytes, Or(encoding));
        var wrong = read is null || (encoding.Length > 0 && read.Value.Encoding != encoding)
            ? Texts.Files.NotIn(encoding.Length > 0 ? encoding : string.Join(" / ", FileText.Encodings))
            : FileRules.Problem(read.Value.Text, read.Value.Encoding);
        if (wrong is not null) template.Problem(wrong);
        return read ?? nothing;
    }

    static string Or(string encoding) => encoding.Length > 0 ? encoding : FileText.Utf8;

    /// <summary>No two of them share a place, and none lies in another.</summary>
    static void Apart(List<(CatalogField Item, string Path)> all)
    {
        var known = all.Where(p => p.Path.Length > 0).ToList();
        foreach (var (at, (item, path)) in known.Index())
        {
            if (known.Take(at).FirstOrDefault(p => p.Path == path).Item is { } first)
                item.Problem(Texts.Catalog.NamedTwice(path, first.At.File, first.At.Line));
            else if (known.FirstOrDefault(p => path.StartsWith(p.Path + "/", StringComparison.Ordinal)) is { Item: { } outer } around)
                item.Problem(Texts.Files.LiesIn(path, around.Path, outer.At.Line));
        }
    }

    static string? ReleasePath(string text) => PathForm().IsMatch(text) ? null : Texts.Files.NotAReleasePath(text);

    // The owner reads it: the service, and BotOps when it looks for edits
    [GeneratedRegex(@"^0?[4-7][0-7]{2}\z")]
    private static partial Regex ModeForm();

    // Steps that are neither . nor .., the first not one of BotOps' own, no blanks at the ends
    [GeneratedRegex(@"^(?!\.botops)(?![ -])(?:(?!\.{1,2}(?:/|\z))[^/\p{C}]{1,100}(?:/(?!\z)|\z)){1,10}(?<! )\z")]
    private static partial Regex PathForm();
}
