using System.Buffers;
using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources;

/// <summary>The files that ssh reads for a repository, whichever source control runs it.</summary>
static class SshFiles
{
    static readonly SearchValues<char> ReadBySsh = SearchValues.Create("\"'%$\\\n\r");

    /// <exception cref="SourceError">The repository names no key.</exception>
    /// <exception cref="UserError">There is no such file, or ssh would read its path in its own way.</exception>
    public static string Key(Repository repository) => repository.SshKey is { } key
        ? Readable(SecretReferences.ResolveFile(key))
        : throw new SourceError(Texts.RepositoryNeedsKey(repository.Url));

    /// <summary>An empty file where the repository names none: ssh then refuses every host.</summary>
    /// <exception cref="UserError">As of the key.</exception>
    public static string KnownHosts(Repository repository) => repository.KnownHosts is { } known ? Readable(Existing(known)) : "/dev/null";

    static string Existing(string path) =>
        Path.IsPathFullyQualified(path) && File.Exists(path) ? path : throw new UserError(Texts.SecretFileMissing(path));

    // ssh expands %h, ${VAR} and quotes in these two values itself (ssh_config(5)).
    static string Readable(string path) =>
        path.AsSpan().IndexOfAny(ReadBySsh) < 0 ? path : throw new UserError(Texts.PathNotForSsh(path));
}
