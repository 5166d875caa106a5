using BotOps.Core;
using BotOps.Core.Builds;

namespace BotOps.Verbs;

/// <summary>
/// The artifact store as a user at a terminal reaches it. A folder that they may not read, or that a configuration other than the
/// workers' names, looks empty: what is there would be taken for lost and built again. So that is refused.
/// </summary>
sealed class ReachableArtifacts(IArtifactStore store, string folder) : IArtifactStore
{
    public Task<Artifact> Save(Stream content, CancellationToken stopping) => store.Save(content, stopping);

    public Task<Stream?> Open(string sha256, CancellationToken stopping)
    {
        Require();
        return store.Open(sha256, stopping);
    }

    public Task<bool> Has(string sha256, CancellationToken stopping)
    {
        Require();
        return store.Has(sha256, stopping);
    }

    public Task Delete(string sha256, CancellationToken stopping) => store.Delete(sha256, stopping);

    void Require()
    {
        try
        {
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // told below
        }
        throw new UserError(Texts.ArtifactsNotReachable(folder, Environment.UserName));
    }
}
