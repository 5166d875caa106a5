namespace BotOps.Core.Builds;

/// <summary>A file without a name, for what has to lie somewhere for a moment and only BotOps may read: a process that is killed leaves nothing of it.</summary>
public static class ScratchFile
{
    /// <param name="folder">On whose disk.</param>
    public static FileStream Open(string folder)
    {
        var path = Path.Combine(folder, $"botops-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (OperatingSystem.IsWindows()) return new FileStream(path, options);

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path); // open, it stays
        return file;
    }
}
