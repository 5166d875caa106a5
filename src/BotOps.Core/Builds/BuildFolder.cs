using BotOps.Core.Processes;
using CliWrap;

namespace BotOps.Core.Builds;

/// <summary><c>&lt;data&gt;/builds/&lt;name&gt;</c>: the tree and the private home of one build or hook, for its user alone.</summary>
sealed class BuildFolder(BuildOptions options, string name, BuildUser user)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode PassThrough = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Root { get; } = Path.Combine(options.DataFolder, "builds", name);
    public string Tree => Path.Combine(Root, "tree");
    public string Home => Path.Combine(Root, "home");
    public string Temp => Path.Combine(Home, "tmp");

    /// <summary>Makes what lies around the tree; the tree itself comes from the checkout.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Root);
        SetMode(Root, user.Id is null ? OwnerOnly : PassThrough);
        if (user.Id is not null)
            foreach (var folder in new[] { options.DataFolder, Path.GetDirectoryName(Root)! })
                SetMode(folder, PassThrough);
        if (user.FirstBarrier(Tree) is { } barrier) throw new BuildFailed(Texts.BuildFolderOutOfReach(barrier, user.Id!.Value));

        Directory.CreateDirectory(Temp);
        SetMode(Home, OwnerOnly);
    }

    /// <summary>Gives tree and home to the build's user. The tree's symlinks are changed themselves, never what they point at.</summary>
    public async Task HandOver(CancellationToken stopping)
    {
        SetMode(Tree, OwnerOnly);
        if (user.Id is { } id) await Run("chown", ["-R", "-h", "--", $"{id}:{id}", Tree, Home], stopping);
    }

    /// <summary>rm(1) goes by open folders, so that no process of the build can lead it elsewhere by a symlink.</summary>
    public async Task Remove(CancellationToken stopping)
    {
        if (!Directory.Exists(Root)) return;
        if (user.Id is null) MakeWritable(); // a build may leave read-only folders, as Go's module cache does; root needs no leave
        await Run("rm", ["-rf", "--", Root], stopping);
    }

    void MakeWritable()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var folder in Directory.EnumerateDirectories(Root, "*", options))
            SetMode(folder, OwnerOnly);
    }

    static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, mode);
    }

    static async Task Run(string program, string[] arguments, CancellationToken stopping)
    {
        var complaint = new System.Text.StringBuilder();
        var result = await Cli.Wrap(SystemProgram.Find(program) ?? program).WithArguments(arguments).WithValidation(CommandResultValidation.None)
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(complaint)).ExecuteAsync(stopping);
        if (result.ExitCode != 0) throw new IOException($"{program}: {complaint.ToString().Trim()}");
    }
}
