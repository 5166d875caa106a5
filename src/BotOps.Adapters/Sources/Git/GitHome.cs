namespace BotOps.Adapters.Sources.Git;

/// <summary>The folders that git works in: the mirrors, an empty HOME, and a configuration that stands in for the machine's and the user's.</summary>
sealed class GitHome
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // safe.directory: the mirrors are ours, and the address of a file repository was given by an admin; the other process of a
    // file fetch reads its configuration from a file only. gc: a commit that was approved or runs is kept, on a branch or not.
    const string Config = """
        [safe]
            directory = *
        [core]
            hooksPath = /dev/null
            fsmonitor = false
        [http]
            lowSpeedLimit = 1
            lowSpeedTime = 30
        [gc]
            autoDetach = false
            cruftPacks = true
            pruneExpire = never
        [maintenance]
            auto = false
        [fetch]
            showForcedUpdates = false
        [advice]
            detachedHead = false
        [init]
            defaultBranch = master

        """;

    public GitHome(GitOptions options)
    {
        Mirrors = Path.GetFullPath(Path.Combine(options.DataFolder, "mirrors"));
        Home = Path.GetFullPath(Path.Combine(options.DataFolder, "git", "home"));
        ConfigFile = Path.GetFullPath(Path.Combine(options.DataFolder, "git", "config"));
        foreach (var folder in new[] { Mirrors, Path.GetDirectoryName(Home)!, Home })
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, OwnerOnly);
        }

        var written = $"{ConfigFile}.{Guid.NewGuid():N}";
        File.WriteAllText(written, Config);
        File.Move(written, ConfigFile, overwrite: true); // another process may be reading it
    }

    public string Mirrors { get; }
    public string Home { get; }
    public string ConfigFile { get; }
}
