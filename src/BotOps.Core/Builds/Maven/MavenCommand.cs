using BotOps.Core.Projects;

namespace BotOps.Core.Builds.Maven;

/// <summary>The words that maven is started with.</summary>
static class MavenCommand
{
    public const string Program = "mvn";

    /// <param name="repository">The folder of the local repository.</param>
    public static IReadOnlyList<string> Words(MavenSettings maven, string repository) =>
    [
        Program, "-B", "--no-transfer-progress", $"-Dmaven.repo.local={repository}",
        .. maven.Settings is { } settings ? ["-s", settings] : Array.Empty<string>(),
        .. maven.Profile is { } profile ? [$"-P{profile}"] : Array.Empty<string>(),
        .. maven.Module.Length > 0 ? ["-pl", maven.Module, "-am"] : Array.Empty<string>(),
        .. maven.Args, .. maven.Goals,
    ];
}
