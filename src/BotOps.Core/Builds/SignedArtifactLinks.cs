using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;

namespace BotOps.Core.Builds;

/// <summary>
/// Links to artifacts that BotOps' own pages serve. Nothing of them is stored: HMAC-SHA256 over digest and end, with a key derived (HKDF)
/// from the newest one that secrets are encrypted with, which the processes share already.
/// </summary>
public sealed class SignedArtifactLinks(SecretKeys keys, WorkerOptions worker, TimeProvider clock) : IArtifactLinks
{
    public const string Door = "/artifacts";

    /// <summary>Longer than a host may wait for its turn and take for the transfer.</summary>
    static readonly TimeSpan Lives = TimeSpan.FromMinutes(30);
    static readonly byte[] Purpose = "BotOps artifact links 1"u8.ToArray();

    public Task<ArtifactLink> To(string sha256, CancellationToken stopping)
    {
        var address = worker.ArtifactsUrl.Length > 0 ? worker.ArtifactsUrl : worker.PublicUrl;
        if (address.Length == 0) throw new UserError(Texts.Pulls.NoAddress);
        var key = keys.NewestIfAny() ?? throw new UserError(Texts.Pulls.NoKey(keys.Folder));

        var expires = (clock.GetUtcNow() + Lives).ToUnixTimeSeconds();
        var signature = Sign(key, sha256, expires);
        return Task.FromResult(new ArtifactLink(new Uri($"{address}{Door}/{sha256}?expires={expires}&key={key.Id}&signature={signature}"), signature));
    }

    /// <summary>Why whoever has these may not read the artifact; null: they may.</summary>
    public string? Refusal(string sha256, string expires, string keyId, string signature)
    {
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)) return Texts.Pulls.LinkWrong;
        if (keys.Known(keyId) is not { } key) return Texts.Pulls.LinkOfOtherKey;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(key, sha256, until)))) return Texts.Pulls.LinkWrong;
        return until <= clock.GetUtcNow().ToUnixTimeSeconds() ? Texts.Pulls.LinkOver : null;
    }

    static string Sign(SecretKey key, string sha256, long until) => Base64Url.EncodeToString(HMACSHA256.HashData(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretKey.Length, info: Purpose),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{until}\n{sha256}"))));
}
