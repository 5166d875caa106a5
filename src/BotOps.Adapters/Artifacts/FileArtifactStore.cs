using System.Globalization;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts;

/// <summary>
/// Artifacts as files: <c>&lt;folder&gt;/&lt;aa&gt;/&lt;sha256&gt;.&lt;bytes&gt;</c>. The length in the name tells a file that a full disk or
/// a power cut left short. Workers on several machines share the folder, or use another store.
/// </summary>
public sealed class FileArtifactStore(string folder, TimeProvider clock) : IArtifactStore
{
    static readonly TimeSpan IncomingKept = TimeSpan.FromDays(1);
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    string Incoming => Path.Combine(folder, "incoming");

    public async Task<Artifact> Save(Stream content, CancellationToken stopping)
    {
        MakeFolder(Incoming);
        RemoveForgotten();
        var temporary = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            var artifact = await Write(content, temporary, stopping);
            MakeFolder(Path.GetDirectoryName(PathOf(artifact))!);
            File.Move(temporary, PathOf(artifact), overwrite: true); // the same bytes; heals a damaged one
            return artifact;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Task<Stream?> Open(string sha256, CancellationToken stopping)
    {
        var file = OpenUnverified(sha256);
        return Task.FromResult<Stream?>(file is null ? null : new VerifiedStream(file, file.Length, sha256));
    }

    /// <summary>From any byte on, so that nothing is checked: who reads it has the digest. Null as for <see cref="Open"/>.</summary>
    public FileStream? OpenUnverified(string sha256) => Find(sha256) is { } path
        ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous)
        : null;

    public Task<bool> Has(string sha256, CancellationToken stopping) => Task.FromResult(Find(sha256) is not null);

    public Task Delete(string sha256, CancellationToken stopping)
    {
        foreach (var path in Candidates(sha256))
            File.Delete(path);
        return Task.CompletedTask;
    }

    static async Task<Artifact> Write(Stream content, string path, CancellationToken stopping)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var artifact = await ArtifactDigest.Copy(content, file, stopping);
        file.Flush(flushToDisk: true);
        return artifact;
    }

    string? Find(string sha256) => Candidates(sha256).FirstOrDefault(path =>
        long.TryParse(Path.GetExtension(path.AsSpan()).TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        && new FileInfo(path) is { Exists: true } file && file.Length == bytes);

    string[] Candidates(string sha256)
    {
        if (!ArtifactDigest.Is(sha256)) return [];
        var shelf = Path.Combine(folder, sha256[..2]);
        return Directory.Exists(shelf) ? Directory.GetFiles(shelf, sha256 + ".*") : [];
    }

    string PathOf(Artifact artifact) => Path.Combine(folder, artifact.Sha256[..2], $"{artifact.Sha256}.{artifact.Bytes}");

    /// <summary>What a process wrote that was killed meanwhile.</summary>
    void RemoveForgotten()
    {
        var before = clock.GetUtcNow().UtcDateTime - IncomingKept;
        foreach (var file in new DirectoryInfo(Incoming).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before))
            file.Delete();
    }

    /// <summary>For BotOps alone: an artifact may hold what only its hosts should see.</summary>
    void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(folder, OwnerOnly);
        Directory.CreateDirectory(path, OwnerOnly);
    }
}
