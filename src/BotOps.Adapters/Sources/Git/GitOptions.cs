namespace BotOps.Adapters.Sources.Git;

/// <summary>Where the mirrors are and how long git may take.</summary>
public sealed class GitOptions
{
    /// <summary>This machine's data folder; <c>mirrors/</c> and <c>git/</c> are made in it, closed to every other user.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How long a fetch into a mirror that exists may take.</summary>
    public TimeSpan FetchLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long the first fetch of a repository, or its submodules, may take.</summary>
    public TimeSpan CloneLimit { get; init; } = TimeSpan.FromMinutes(10);
}
