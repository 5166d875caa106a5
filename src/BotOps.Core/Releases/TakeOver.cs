using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Core.Releases;

/// <summary>Makes what hands changed on hosts a part of the settings, so that the next release carries it to every host.</summary>
public static class TakeOver
{
    /// <summary>
    /// A changed file's content becomes the host's, with the placeholders of the lines that nobody changed; a deleted file is managed
    /// no longer. Throws a <see cref="UserError"/> where hosts disagree about a file, and where one cannot be a managed file.
    /// </summary>
    /// <param name="settings">Of the release: they may be newer than those that the hosts were rendered from.</param>
    /// <param name="hosts">At least those of the edits.</param>
    public static Settings Into(Settings settings, IReadOnlyList<FileEdit> edits, IReadOnlyCollection<Host> hosts)
    {
        var files = settings.Run.Files.ToList();
        foreach (var path in edits.GroupBy(e => e.Path))
        {
            var at = files.FindIndex(f => f.Path == path.Key);
            var wanted = path.Select(edit => (edit.Host, File: Taken(edit, at < 0 ? new(edit.Path, edit.Was) : files[at], settings.Run, hosts.First(h => h.Name == edit.Host)))).ToList();
            if (wanted.Select(w => w.File).Distinct().Count() > 1) throw new UserError(Texts.Files.HostsDisagree(path.Key, [.. wanted.Select(w => w.Host)]), path.Key);

            if (at >= 0) files.RemoveAt(at);
            if (wanted[0].File is { } file) files.Insert(at < 0 ? files.Count : at, file);
        }
        return settings with { Run = settings.Run with { Files = files } };
    }

    /// <summary>Null: the file is deleted.</summary>
    static ManagedFile? Taken(FileEdit edit, ManagedFile template, RunSettings run, Host host)
    {
        if (edit.State == FileState.Deleted) return null;
        if (edit.State != FileState.Changed) throw new UserError(Texts.Files.CannotTakeOver(edit.Path, edit.Host, Texts.Files.What(edit.State)), edit.Path);

        var lines = LineDifference.Lines(template.Content);
        var merged = HandEdit.Apply(lines, [.. lines.Select(line => HostVerbs.Rendered(line, run, host))], LineDifference.Lines(edit.Was), LineDifference.Lines(edit.Content));
        foreach (var (line, _) in merged.Where(m => m.ByHand))
            if (HostVerbs.Rendered(line, run, host) != line) throw new UserError(Texts.Files.LooksLikeAPlaceholder(edit.Path, edit.Host, line.Trim()), edit.Path);

        var content = string.Concat(merged.Select(m => m.Line));
        if (FileRules.Problem(content, edit.Encoding) is { } wrong) throw new UserError(Texts.Files.CannotTakeOver(edit.Path, edit.Host, wrong), edit.Path);
        return template with { Content = content, Encoding = edit.Encoding, Rendered = false };
    }
}
