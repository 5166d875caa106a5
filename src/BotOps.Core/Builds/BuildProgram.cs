namespace BotOps.Core.Builds;

/// <summary>Finds the program of a build command as the shell would, to say in a sentence where it is not found.</summary>
static class BuildProgram
{
    const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <exception cref="BuildFailed">It is not there, or may not be executed.</exception>
    public static string Find(string program, string tree, string path, BuildUser user)
    {
        if (program.Contains('/'))
        {
            var file = Path.GetFullPath(program, tree);
            if (!File.Exists(file)) throw new BuildFailed(Texts.BuildProgramNotInTree(program));
            return IsExecutable(file) ? file : throw new BuildFailed(Texts.BuildProgramNotExecutable(program));
        }

        var found = path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(file => File.Exists(file) && IsExecutable(file) && user.FirstBarrier(file) is null);
        return found ?? throw new BuildFailed(Texts.BuildProgramMissing(program));
    }

    static bool IsExecutable(string file) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & AnyExecute) != 0;
}
