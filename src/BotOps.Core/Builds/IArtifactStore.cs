namespace BotOps.Core.Builds;

/// <summary>Immutable artifacts, found by digest. Streams and digests, never a path: no two processes are assumed to share a disk.</summary>
public interface IArtifactStore
{
    /// <summary>Stores the stream whole or not at all, and returns what was stored.</summary>
    Task<Artifact> Save(Stream content, CancellationToken stopping);

    /// <summary>Null where there is no such artifact, or not of that length.</summary>
    Task<Stream?> Open(string sha256, CancellationToken stopping);

    Task<bool> Has(string sha256, CancellationToken stopping);
    Task Delete(string sha256, CancellationToken stopping);
}

public sealed record Artifact(string Sha256, long Bytes);
