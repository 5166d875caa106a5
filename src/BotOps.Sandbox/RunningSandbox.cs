using BotOps.Core;
using BotOps.Sandbox.Postgres;

namespace BotOps.Sandbox;

/// <summary>A sandbox that another process runs, as far as its folder tells.</summary>
/// <param name="Url">Of its pages.</param>
/// <param name="Cloud">Where its cloud answers.</param>
public sealed record RunningSandbox(string ConnectionString, string Work, string Artifacts, string Url, Uri Cloud)
{
    const string UrlFile = "url", CloudFile = "cloud";

    public static async Task Announce(SandboxFolder folder, string url, Uri cloud, CancellationToken stopping)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, CloudFile), cloud.ToString(), stopping);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, UrlFile), url, stopping);
    }

    /// <summary>Throws a <see cref="UserError"/> where none runs in the folder, or where its files are another user's.</summary>
    public static RunningSandbox In(string folder)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            var work = Path.Combine(path, "work");
            return new RunningSandbox(
                PrivateCluster.ConnectionString(Path.Combine(path, "postgres"), "botops"), work, Path.Combine(work, "artifacts"), File.ReadAllText(Path.Combine(path, UrlFile)),
                new Uri(File.ReadAllText(Path.Combine(path, CloudFile))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or FormatException)
        {
            throw new UserError(Texts.NoSandboxThere(path, error.Message), folder);
        }
    }
}
