using System.Globalization;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Questions to the server of one repository.</summary>
sealed class SvnServer(SvnClient svn, SvnAccess access, TimeSpan limit)
{
    /// <summary>Those of the folders that are there; each is looked at as it is at the revision, null for the newest.</summary>
    /// <exception cref="SourceError">The server does not answer.</exception>
    public async Task<IReadOnlyList<SvnFolder>> Find(IReadOnlyList<string> paths, long? revision, CancellationToken stopping)
    {
        var result = await Ask(["info", "--xml", .. paths.Select(p => access.Address.At(p, revision))], stopping);
        return SvnXml.Folders(result.Output);
    }

    /// <summary>Where that folder was at an earlier revision, from the repository's root on; null: nowhere.</summary>
    public async Task<string?> WhereWas(string path, long? peg, long revision, CancellationToken stopping)
    {
        var result = await Ask(["info", "--xml", "-r", Text(revision), access.Address.At(path, peg)], stopping);
        return SvnXml.Folders(result.Output).Select(f => f.Path).FirstOrDefault();
    }

    /// <summary>What led to the folder as it was at the revision, newest first, followed over copies; empty: there is no such folder.</summary>
    /// <param name="most">Null: all, and without messages.</param>
    public async Task<IReadOnlyList<SvnEntry>> Log(string path, long revision, int? most, CancellationToken stopping)
    {
        string[] much = most is { } limited ? ["--limit", Text(limited)] : ["--quiet"];
        return await Entries(["log", "--xml", .. much, "-r", $"{Text(revision)}:0", access.Address.At(path, revision)], stopping);
    }

    /// <summary>The same with the changed paths, back to where the folder began.</summary>
    public Task<IReadOnlyList<SvnEntry>> OwnLog(string path, long revision, int most, CancellationToken stopping) =>
        Entries(["log", "--xml", "--verbose", "--stop-on-copy", "--limit", Text(most), "-r", $"{Text(revision)}:0", access.Address.At(path, revision)], stopping);

    /// <summary>What one revision changed in the project; null: nothing.</summary>
    public async Task<SvnEntry?> Change(long revision, CancellationToken stopping) =>
        await Entries(["log", "--xml", "--verbose", "-r", Text(revision), access.Address.At("", revision)], stopping) is [var entry] ? entry : null;

    /// <summary>Trunk, branches and tags, each of these the last changed first.</summary>
    public async Task<IReadOnlyList<string>> Names(CancellationToken stopping)
    {
        var result = await Ask(["list", "--xml", access.Address.At("", null), access.Address.At(SvnLine.Branches, null), access.Address.At(SvnLine.Tags, null)], stopping);
        var names = SvnXml.Names(result.Output);
        return
        [
            .. names.Where(n => n.List is not (SvnLine.Branches or SvnLine.Tags) && n.Name.Name == SvnLine.Trunk).Select(_ => SvnLine.Trunk),
            .. Of(SvnLine.Branches), .. Of(SvnLine.Tags),
        ];

        IEnumerable<string> Of(string list) => names.Where(n => n.List == list).OrderByDescending(n => n.Name.Changed).Select(n => $"{list}/{n.Name.Name}");
    }

    async Task<IReadOnlyList<SvnEntry>> Entries(IReadOnlyList<string> arguments, CancellationToken stopping) => SvnXml.Log((await Ask(arguments, stopping)).Output);

    /// <summary>That something is not there is an answer.</summary>
    async Task<SvnResult> Ask(IReadOnlyList<string> arguments, CancellationToken stopping)
    {
        var result = await svn.Run(arguments, access, limit, null, stopping);
        return result.Ok || SvnFailure.IsNothing(result) ? result : throw SvnFailure.Of(access, result);
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
