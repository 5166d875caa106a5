using Microsoft.Extensions.FileSystemGlobbing;

namespace BotOps.Core.Builds;

/// <param name="Path">In the tree, relative, with slashes.</param>
/// <param name="Name">In the artifact.</param>
sealed record ArtifactFile(string Path, string Name)
{
    /// <summary>A war, in whose place its files lie in this folder of the artifact. Null: it stays as it is.</summary>
    public string? Exploded { get; init; }
}

/// <summary>Chooses what of a built tree becomes the artifact.</summary>
static class ArtifactFiles
{
    const int MostShown = 30;

    /// <summary>In the order of their names, by bytes: the same tree makes the same artifact.</summary>
    /// <param name="patterns">Files, folders (all below them) and globs (<c>*</c>, <c>**</c>).</param>
    /// <exception cref="BuildFailed">A pattern matches nothing or leads out of the tree; the message lists what is there.</exception>
    public static IReadOnlyList<ArtifactFile> Choose(string tree, IReadOnlyList<string> patterns, string strip)
    {
        if (patterns.Count == 0) throw new BuildFailed(Texts.ArtifactWithoutPaths);

        var chosen = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in patterns.SelectMany(pattern => Matches(tree, pattern)))
        {
            var name = Stripped(path, Tidy(strip));
            if (chosen.TryGetValue(name, out var other) && other != path) throw new BuildFailed(Texts.ArtifactTwice(name, other, path));
            chosen[name] = path;
        }
        return [.. chosen.Select(file => new ArtifactFile(file.Value, file.Key))];
    }

    /// <summary>The one war among them is exploded; an artifact that has the folder already is left as it is.</summary>
    /// <exception cref="BuildFailed">There is none, or more than one.</exception>
    public static IReadOnlyList<ArtifactFile> Explode(IReadOnlyList<ArtifactFile> files, string folder)
    {
        var wars = files.Where(file => file.Name.EndsWith(".war", StringComparison.Ordinal)).ToList();
        if (wars.Count == 0 && files.Any(file => file.Name.StartsWith($"{folder}/", StringComparison.Ordinal))) return files;
        if (wars is not [var war]) throw new BuildFailed(Texts.Kinds.NotOneWar(folder, [.. wars.Select(w => w.Path)], [.. files.Select(f => f.Path)]));
        return [.. files.Select(file => file == war ? file with { Exploded = folder } : file)];
    }

    static List<string> Matches(string tree, string pattern)
    {
        var tidy = Tidy(pattern);
        if (Path.IsPathRooted(pattern) || tidy.Split('/').Contains("..")) throw new BuildFailed(Texts.ArtifactOutsideTree(pattern));

        var folder = new DirectoryInfo(Path.Combine(tree, tidy));
        var glob = new Matcher(StringComparison.Ordinal).AddInclude(folder is { Exists: true, LinkTarget: null } ? $"{tidy}/**".TrimStart('/') : tidy);
        var files = glob.Execute(new TreeFolder(new(tree))).Files.Select(f => f.Path).ToList();
        return files.Count > 0 ? files : throw new BuildFailed(WhatIsThere(tree, pattern, tidy));
    }

    /// <summary>Lists the deepest folder of the pattern that is there.</summary>
    static string WhatIsThere(string tree, string pattern, string tidy)
    {
        var folder = tree;
        foreach (var part in tidy.Split('/'))
        {
            var next = new DirectoryInfo(Path.Combine(folder, part));
            if (part.Contains('*') || next is not { Exists: true, LinkTarget: null }) break;
            folder = next.FullName;
        }

        var names = new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(e => e.Name != ".git")
            .Select(e => e is DirectoryInfo ? e.Name + "/" : e.Name).Order(StringComparer.Ordinal).ToList();
        return Texts.ArtifactMatchesNothing(pattern, Path.GetRelativePath(tree, folder), [.. names.Take(MostShown)], Math.Max(0, names.Count - MostShown));
    }

    static string Stripped(string path, string strip) =>
        strip.Length > 0 && path.StartsWith(strip + "/", StringComparison.Ordinal) ? path[(strip.Length + 1)..] : path;

    /// <summary><c>./out/</c> and <c>out</c> are the same.</summary>
    static string Tidy(string path) => string.Join('/', path.Split('/').Where(part => part.Length > 0 && part != "."));
}
