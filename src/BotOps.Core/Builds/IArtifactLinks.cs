using BotOps.Core.Secrets;

namespace BotOps.Core.Builds;

/// <summary>Links by which a host gets an artifact from the store itself.</summary>
public interface IArtifactLinks
{
    /// <summary>A new one, which is good for a while.</summary>
    /// <exception cref="UserError">None can be made here; says what to set.</exception>
    Task<ArtifactLink> To(string sha256, CancellationToken stopping);
}

/// <summary>Whoever has it may read that artifact until it ends, so it is a secret until then.</summary>
/// <param name="Signature">What in it nobody else may have.</param>
public sealed record ArtifactLink(Uri Address, string Signature)
{
    /// <summary>How long it is good: longer than a host may wait for its turn and take for the transfer.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(30);

    /// <summary>For whatever is printed where the link was used.</summary>
    public SecretMask Mask { get; } = new([Address.AbsoluteUri, Signature]);

    /// <summary>Without what makes it good.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Path);
}
