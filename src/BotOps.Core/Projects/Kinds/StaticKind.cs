namespace BotOps.Core.Projects.Kinds;

/// <summary>Files that a web server on the host hands out: nothing is started, and its health is what that server answers.</summary>
public static class StaticKind
{
    /// <summary>The release's digest, which the host script lays beside its files: the server that hands it out serves that very release.</summary>
    public const string Proof = "/.botops-sha256";

    /// <summary>In place of a path: what is served is not compared.</summary>
    public const string NoProof = "none";

    public static HealthCheck UsualHealth { get; } = new() { Kind = "http", Proof = Proof };
}
