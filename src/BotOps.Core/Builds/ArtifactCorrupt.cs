namespace BotOps.Core.Builds;

/// <summary>What was read is not what was stored. Whoever read it throws it away; the artifact is to be built again.</summary>
public sealed class ArtifactCorrupt(string sha256) : IOException(Texts.ArtifactCorrupt(sha256))
{
    public string Sha256 { get; } = sha256;
}
