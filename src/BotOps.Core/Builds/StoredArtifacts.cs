namespace BotOps.Core.Builds;

static class StoredArtifacts
{
    /// <summary>
    /// Whether a build can be relied on. A store that cannot be asked now, as one over a network may be, is taken to have it: this is asked within
    /// transactions that end releases, which wait for nobody; a host that needs the artifact says what is wrong.
    /// </summary>
    public static async Task<bool> MayHave(this IArtifactStore store, string sha256, CancellationToken stopping)
    {
        try
        {
            return await store.Has(sha256, stopping);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or UserError)
        {
            return true;
        }
    }
}
