using System.Globalization;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;

namespace BotOps.Core.Builds;

/// <summary>
/// Links to artifacts that BotOps' own pages serve, over digest and end. They are signed by the newest key that secrets are encrypted with,
/// which the processes share already.
/// </summary>
public sealed class SignedArtifactLinks(SecretKeys keys, WorkerOptions worker, TimeProvider clock) : IArtifactLinks
{
    public const string Door = "/artifacts";

    static readonly LinkSignature Signature = new("BotOps artifact links 1");

    public Task<ArtifactLink> To(string sha256, CancellationToken stopping)
    {
        var address = worker.ArtifactsUrl.Length > 0 ? worker.ArtifactsUrl : worker.PublicUrl;
        if (address.Length == 0) throw new UserError(Texts.Pulls.NoAddress);
        var key = keys.NewestIfAny() ?? throw new UserError(Texts.Pulls.NoKey(keys.Folder));

        var expires = (clock.GetUtcNow() + ArtifactLink.Lives).ToUnixTimeSeconds();
        var signature = Signature.Of(key, Signed(sha256, expires));
        return Task.FromResult(new ArtifactLink(new Uri($"{address}{Door}/{sha256}?expires={expires}&key={key.Id}&signature={signature}"), signature));
    }

    /// <summary>Why whoever has these may not read the artifact; null: they may.</summary>
    public string? Refusal(string sha256, string expires, string keyId, string signature)
    {
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)) return Texts.Pulls.LinkWrong;
        if (keys.Known(keyId) is not { } key) return Texts.Pulls.LinkOfOtherKey;
        if (!Signature.Is(signature, key, Signed(sha256, until))) return Texts.Pulls.LinkWrong;
        return until <= clock.GetUtcNow().ToUnixTimeSeconds() ? Texts.Pulls.LinkOver : null;
    }

    static string Signed(string sha256, long until) => string.Create(CultureInfo.InvariantCulture, $"{until}\n{sha256}");
}
