using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Finds what was typed as a ref.</summary>
sealed class SvnResolve(SvnServer server, Repository repository)
{
    /// <exception cref="UserError">There is no such folder or revision, or more than one is meant.</exception>
    /// <exception cref="SourceError">The server does not answer.</exception>
    public async Task<Revision> Find(string typed, CancellationToken stopping)
    {
        var reference = SvnRef.Read(typed);
        if (reference is { IsRevision: true, Revision: { } alone }) return await OfRevision(alone, typed, stopping);

        var found = reference.Lines.Count == 0 ? [] : await server.Find(reference.Lines, reference.Revision, stopping);
        var lines = reference.Lines.Where(line => found.Any(f => f.Path.EndsWith("/" + line, StringComparison.Ordinal))).ToList();
        return lines switch
        {
            [] => throw await Unknown(typed, stopping),
            [var line] => await At(line, reference.Revision ?? found[0].Revision, named: reference.Revision is not null, typed, stopping),
            _ => throw new UserError(Texts.Svn.Ambiguous(RefName.Shown(typed), lines), RefName.Shown(typed), meant: lines[0]),
        };
    }

    /// <summary><c>r123</c>: the folder that it changed; where it changed none of them, the usual one as it was then.</summary>
    async Task<Revision> OfRevision(long revision, string typed, CancellationToken stopping)
    {
        if (await server.Find([""], revision, stopping) is not [var project]) throw await Unknown(typed, stopping);

        var changed = await server.Change(revision, stopping);
        var lines = changed is null ? [] : Changed(changed, project.Path);
        return lines switch
        {
            [] => await At(Usual(), revision, named: true, typed, stopping),
            [var line] => await At(line, revision, named: true, typed, stopping),
            _ => throw new UserError(Texts.Svn.RevisionOfMany(typed, [.. lines.Select(line => $"{new SvnCommit(line, revision)}")]), typed, meant: $"{new SvnCommit(lines[0], revision)}"),
        };
    }

    /// <summary>The folders of the project that the revision changed and that were there after it.</summary>
    internal static IReadOnlyList<string> Changed(SvnEntry entry, string project)
    {
        var below = entry.Paths.Where(p => p.Path.StartsWith(project + "/", StringComparison.Ordinal)).Select(p => (Path: p.Path[(project.Length + 1)..], p.Action)).ToList();
        var gone = below.Where(p => p.Action == 'D').Select(p => p.Path).ToHashSet();
        return [.. below.Select(p => SvnLine.Of(p.Path)).OfType<string>().Distinct().Where(line => !gone.Contains(line))];
    }

    string Usual() => SvnRef.Read(repository.DefaultRef).Lines is [var line] ? line : SvnLine.Trunk;

    /// <param name="named">A revision was: then it is a commit, and no branch that may move.</param>
    async Task<Revision> At(string line, long revision, bool named, string typed, CancellationToken stopping)
    {
        if (await server.Log(line, revision, 1, stopping) is not [var last]) throw await Unknown(typed, stopping);
        var commit = SvnHistory.Info(line, last);
        return named ? new(commit.Id, "commit", commit) : new(line, SvnLine.KindOf(line), commit);
    }

    async Task<UserError> Unknown(string typed, CancellationToken stopping)
    {
        var names = await server.Names(stopping);
        if (names.Count == 0) return new UserError(Texts.Svn.NoLayout(repository.Url));
        return new UserError(Texts.Svn.RefUnknown(RefName.Shown(typed), repository.Url, Closest(typed, names)), RefName.Shown(typed));
    }

    /// <summary>People leave the folder away, so that it counts as little as possible.</summary>
    static IReadOnlyList<string> Closest(string typed, IReadOnlyList<string> names)
    {
        var name = typed[(typed.LastIndexOf('/') + 1)..];
        var close = DidYouMean.Closest(name, names.Select(n => n[(n.LastIndexOf('/') + 1)..]));
        return [.. names.Where(n => close.Contains(n[(n.LastIndexOf('/') + 1)..])).Take(3)];
    }
}
