using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>The same edit of a file on one or more hosts.</summary>
public sealed record SameEdit(string Path, FileState State, string Difference, IReadOnlyList<string> Hosts);

/// <summary>What a release says when files were edited by hand on its hosts.</summary>
public static class FilesQuestion
{
    const int MostLines = 40;

    /// <summary>
    /// The edits that a release with these settings would lose: not those that it writes just so, as after a
    /// <see cref="TakeOver"/>, nor a deleted file that it does not manage.
    /// </summary>
    /// <param name="hosts">At least those of the edits.</param>
    public static IReadOnlyList<FileEdit> Lost(IEnumerable<FileEdit> edits, RunSettings run, IReadOnlyCollection<Host> hosts)
    {
        return [.. edits.Where(edit => !Stays(edit, run.Files.FirstOrDefault(f => f.Path == edit.Path), hosts.First(h => h.Name == edit.Host)))];

        bool Stays(FileEdit edit, ManagedFile? file, Host host) => edit.State switch
        {
            FileState.Deleted => file is null,
            FileState.Changed => file?.Encoding == edit.Encoding && HostVerbs.Rendered(file.Content, run, host) == edit.Content,
            _ => false,
        };
    }

    /// <summary>Edits that look the same are told once, with their hosts.</summary>
    public static IReadOnlyList<SameEdit> Group(IEnumerable<FileEdit> edits) =>
        [.. edits.GroupBy(e => (e.Path, e.State, e.Difference)).Select(g => new SameEdit(g.Key.Path, g.Key.State, g.Key.Difference, [.. g.Select(e => e.Host)]))];

    /// <summary>A line for each: file, what happened, hosts.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<FileEdit> edits) => [.. Group(edits).Select(e => Texts.Files.EditedOn(e.Path, e.State, e.Hosts))];

    /// <summary>The differences of those that have one, shortened.</summary>
    public static IReadOnlyList<Excerpt> Excerpts(IEnumerable<FileEdit> edits, int most) => [.. Group(edits).Where(e => e.Difference.Length > 0).Take(most).Select(e =>
        new Excerpt(e.Path, Texts.Files.Named(e.Hosts), false, [.. ShortUnified.Of(e.Difference, MostLines).Select(line => new ExcerptLine(line))], ""))];
}
