namespace BotOps.Adapters.Sources.Svn;

/// <summary>The folders that svn works in: the working copies, an empty HOME, and a configuration of its own beside the machine's in <c>/etc/subversion</c>.</summary>
sealed class SvnHome
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public SvnHome(SvnOptions options)
    {
        Copies = Path.GetFullPath(Path.Combine(options.DataFolder, "svn", "copies"));
        Home = Path.GetFullPath(Path.Combine(options.DataFolder, "svn", "home"));
        Config = Path.GetFullPath(Path.Combine(options.DataFolder, "svn", "config"));
        foreach (var folder in new[] { Path.GetDirectoryName(Copies)!, Copies, Home, Config })
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, OwnerOnly);
        }
    }

    public string Copies { get; }
    public string Home { get; }
    public string Config { get; }
}
