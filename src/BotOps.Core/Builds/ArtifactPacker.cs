using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Pipelines;

namespace BotOps.Core.Builds;

/// <param name="Bytes">Unpacked.</param>
public sealed record PackedArtifact(Artifact Artifact, int Files, long Bytes);

/// <summary>Packs chosen files as tar.gz straight into the store. The same files and time give the same bytes.</summary>
sealed class ArtifactPacker(IArtifactStore store)
{
    const UnixFileMode Permissions = (UnixFileMode)0b111_111_111; // never setuid, setgid or sticky
    const UnixFileMode ReadByAll = (UnixFileMode)0b110_100_100;

    /// <param name="at">Every file's time: the commit's, so that what a web server derives from it changes with the commit only.</param>
    public async Task<PackedArtifact> Pack(string tree, IReadOnlyList<ArtifactFile> files, BuildUser user, DateTimeOffset at, CancellationToken stopping)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pipe = new Pipe();
        var packing = Write(pipe.Writer, TreeFile.RealPath(tree), files, user, at, failed.Token);
        try
        {
            var artifact = await store.Save(pipe.Reader.AsStream(), stopping); // fails with what packing failed with
            var (count, bytes) = await packing;
            return new(artifact, count, bytes);
        }
        catch
        {
            await failed.CancelAsync();
            await pipe.Reader.CompleteAsync();
            await ((Task)packing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    static async Task<(int Files, long Bytes)> Write(PipeWriter writer, string tree, IReadOnlyList<ArtifactFile> files, BuildUser user, DateTimeOffset at, CancellationToken stopping)
    {
        try
        {
            var (count, bytes) = (0, 0L);
            var names = files.Select(f => f.Name).ToHashSet();
            await using (var zip = new GZipStream(writer.AsStream(leaveOpen: true), CompressionLevel.Optimal))
            await using (var tar = new TarWriter(zip, TarEntryFormat.Gnu))
                foreach (var file in files)
                {
                    var (more, length) = file.Exploded is { } folder ? await Explode(tar, tree, file.Path, folder, user, at, names, stopping) : (1, await Add(tar, tree, file, user, at, stopping));
                    (count, bytes) = (count + more, bytes + length);
                }
            await writer.CompleteAsync();
            return (count, bytes);
        }
        catch (Exception e)
        {
            await writer.CompleteAsync(e);
            throw;
        }
    }

    static async Task<long> Add(TarWriter tar, string tree, ArtifactFile file, BuildUser user, DateTimeOffset at, CancellationToken stopping)
    {
        if (new FileInfo(Path.Combine(tree, file.Path)).LinkTarget is { } target)
        {
            if (LeadsOut(file.Name, target)) throw new BuildFailed(Texts.ArtifactLinkLeadsOut(file.Path, target));
            await tar.WriteEntryAsync(Entry(TarEntryType.SymbolicLink, file.Name, Permissions, at, e => e.LinkName = target), stopping);
            return 0;
        }

        await using var content = TreeFile.Open(tree, file.Path, user);
        var mode = OperatingSystem.IsWindows() ? Permissions : File.GetUnixFileMode(content.SafeFileHandle) & Permissions;
        await tar.WriteEntryAsync(Entry(TarEntryType.RegularFile, file.Name, mode, at, e => e.DataStream = content), stopping);
        return content.Length;
    }

    /// <summary>The files of a war below <paramref name="folder"/>. A tar wants to know their lengths, so each is laid beside for a moment, where only BotOps reads it.</summary>
    static async Task<(int Files, long Bytes)> Explode(
        TarWriter tar, string tree, string path, string folder, BuildUser user, DateTimeOffset at, HashSet<string> names, CancellationToken stopping)
    {
        await using var file = TreeFile.Open(tree, path, user);
        await using var buffered = new BufferedStream(file, 1 << 16);
        using var war = new WarEntries(buffered, path);
        await using var beside = ScratchFile.Open(Path.GetTempPath());
        var bytes = 0L;
        foreach (var entry in war.All)
        {
            var name = $"{folder}/{entry.FullName}";
            if (!names.Add(name)) throw new BuildFailed(Texts.Kinds.WarTwice(path, name));
            await war.Read(entry, beside, stopping);
            await tar.WriteEntryAsync(Entry(TarEntryType.RegularFile, name, ReadByAll, at, e => e.DataStream = beside), stopping);
            bytes += beside.Length;
        }
        return (war.All.Count, bytes);
    }

    static GnuTarEntry Entry(TarEntryType type, string name, UnixFileMode mode, DateTimeOffset at, Action<GnuTarEntry> complete)
    {
        var entry = new GnuTarEntry(type, name) { Mode = mode, ModificationTime = at, AccessTime = at, ChangeTime = at, Uid = 0, Gid = 0 };
        complete(entry);
        return entry;
    }

    /// <summary>
    /// A target may go up only at its beginning, where the folders are known to be no links themselves, and not beyond the
    /// artifact's root: on a host that is the release's folder.
    /// </summary>
    static bool LeadsOut(string name, string target)
    {
        var parts = target.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        var up = parts.TakeWhile(part => part == "..").Count();
        return Path.IsPathRooted(target) || up > name.Count(c => c == '/') || parts.Skip(up).Contains("..");
    }
}
