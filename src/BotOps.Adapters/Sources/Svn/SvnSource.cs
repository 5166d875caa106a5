using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Subversion repositories through their own client. History is asked of the server; the files come from this machine's working copy.</summary>
sealed class SvnSource(SvnHome home, SvnClient svn, SvnNames names, SvnOptions options, SecretReferences secrets, TimeProvider clock) : ISourceControl
{
    /// <summary>Of copies of copies that hold nothing of their own.</summary>
    const int MostOrigins = 10;

    public string Kind => "svn";

    public async Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping)
    {
        RefName.Check(reference);
        var access = await SvnAccess.To(repository, secrets, stopping);
        return await new SvnResolve(Server(access), repository).Find(reference, stopping);
    }

    public async Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping)
    {
        var access = await SvnAccess.To(repository, secrets, stopping);
        var history = new SvnHistory(Server(access));
        var between = SvnCommit.Parse(to) is not { } wanted ? null
            : SvnCommit.Parse(from) is { } runs ? await history.Compare(runs, wanted, stopping)
            : await history.FromUnknown(from, wanted, stopping); // of another source control, which the project had before
        return between ?? throw new SourceError(Texts.CommitMissing(to, access.Url));
    }

    /// <summary>A commit is on its own folder, and a copy without changes of its own is also on what it was copied from.</summary>
    public async Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping)
    {
        var server = Server(await SvnAccess.To(repository, secrets, stopping));
        var at = SvnCommit.Parse(commit);
        for (var origins = 0; at is not null && origins < MostOrigins; origins++)
        {
            if (BranchPatterns.Mean(branches, at.Path) && await IsStillThere(server, at, stopping)) return true;
            at = await CopiedFrom(server, at, stopping);
        }
        return false;
    }

    public async Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping)
    {
        var access = await SvnAccess.To(repository, secrets, stopping);
        return NameSuggestions.Of(await names.Of(access, Server(access), stopping), text, most);
    }

    public async Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping)
    {
        var access = await SvnAccess.To(repository, secrets, stopping);
        if (Path.Exists(directory)) throw new IOException($"{directory} exists."); // and is not ours to take away below
        if (SvnCommit.Parse(commit) is not { } wanted || await Server(access).Log(wanted.Path, wanted.Revision, 1, stopping) is not [var last])
            throw new SourceError(Texts.CommitMissing(commit, access.Url));

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(directory))!);
        try
        {
            await WorkingCopy.Of(access.Address, home, svn, options, clock).Export(wanted, access, directory, stopping);
            return SvnHistory.Info(wanted.Path, last);
        }
        catch
        {
            await TreeFolders.Remove(directory, CancellationToken.None);
            throw;
        }
    }

    public Task Remove(Repository repository, string directory, CancellationToken stopping) => TreeFolders.Remove(directory, stopping);

    SvnServer Server(SvnAccess access) => new(svn, access, options.ReadLimit);

    /// <summary>The folder of that name is there, and the commit is in its history: it was not put in the place of another one.</summary>
    static async Task<bool> IsStillThere(SvnServer server, SvnCommit commit, CancellationToken stopping) =>
        await server.WhereWas(commit.Path, null, commit.Revision, stopping) is { } path && path.EndsWith("/" + commit.Path, StringComparison.Ordinal);

    /// <summary>Null: it is no copy, or has changes of its own.</summary>
    static async Task<SvnCommit?> CopiedFrom(SvnServer server, SvnCommit commit, CancellationToken stopping)
    {
        if (await server.OwnLog(commit.Path, commit.Revision, 2, stopping) is not [var began]) return null;
        if (began.Paths.FirstOrDefault(p => p.From is not null && p.Path.EndsWith("/" + commit.Path, StringComparison.Ordinal)) is not { From: { } from } copy) return null;
        if (began.Paths.Any(p => p.Path.StartsWith(copy.Path + "/", StringComparison.Ordinal))) return null;

        var project = copy.Path[..^(commit.Path.Length + 1)];
        var line = from.StartsWith(project + "/", StringComparison.Ordinal) ? from[(project.Length + 1)..] : "";
        return SvnLine.IsLine(line) ? new SvnCommit(line, copy.FromRevision) : null;
    }
}
