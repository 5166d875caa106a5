using System.Security.Cryptography;
using BotOps.Core.Builds;

namespace BotOps.Adapters.Artifacts;

/// <summary>The SHA-256 by which an artifact is found.</summary>
static class ArtifactDigest
{
    /// <summary>Nothing else is ever a part of a path or a key.</summary>
    public static bool Is(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Copies what is to be stored, and tells what it was.</summary>
    public static async Task<Artifact> Copy(Stream content, FileStream file, CancellationToken stopping)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        while (await content.ReadAsync(buffer, stopping) is > 0 and var count)
        {
            sum.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), stopping);
        }
        return new Artifact(Convert.ToHexStringLower(sum.GetHashAndReset()), file.Length);
    }
}
