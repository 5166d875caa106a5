using BotOps.Core.Builds;
using BotOps.Core.Processes;
using BotOps.Core.Sources;

namespace BotOps.Core;

public static partial class Texts
{
    // Lines of a build's log

    public static string BuildChecksOut(string project, string commit, string machine) => Say(
        $"Checking out {Short(commit)} of {project} on {machine}",
        $"在 {machine} 上检出 {project} 的 {Short(commit)}");

    public static string BuildCommandLine(IReadOnlyList<string> command, TimeSpan limit) => Say(
        $"$ {string.Join(' ', command)}  (at most {Duration(limit)})",
        $"$ {string.Join(' ', command)}  （限时 {Duration(limit)}）");

    public static string BuildLeftProcesses(IReadOnlyList<ProcessEntry> left)
    {
        var names = string.Join(", ", left.Select(p => $"{p.Name} ({p.Id})"));
        return Say($"Ended what it had left running: {names}", $"已结束其遗留的进程：{names}");
    }

    public static string BuildPacked(PackedArtifact packed, TimeSpan took) => Say(
        $"Artifact of {packed.Files} {(packed.Files == 1 ? "file" : "files")}, {Megabytes(packed.Bytes)}, packed {Megabytes(packed.Artifact.Bytes)}, "
        + $"sha256 {packed.Artifact.Sha256[..12]}, after {Duration(took)}",
        $"制品共 {packed.Files} 个文件，{Megabytes(packed.Bytes)}，打包后 {Megabytes(packed.Artifact.Bytes)}，sha256 {packed.Artifact.Sha256[..12]}，用时 {Duration(took)}");

    // Why a build failed

    public static string BuildExited(string program, int code) => Say($"{program} exited with {code}.", $"{program} 退出码为 {code}。");
    public static string BuildEndedBySignal(string program, string signal) => Say($"{program} was ended by {signal}.", $"{program} 被信号 {signal} 终止。");
    public static string BuildTookTooLong(TimeSpan limit) => Say($"The build took longer than {Duration(limit)} and was ended.", $"构建超过 {Duration(limit)}，已被终止。");

    public static string BuildWithoutCommand(string project) => Say(
        $"{project} has no build command; an admin sets build.command in its settings.",
        $"{project} 没有构建命令；请管理员在其配置中设置 build.command。");

    public static string BuildProgramMissing(string program) => Say(
        $"The program '{program}' was not found on {Environment.MachineName}, or the user of builds may not reach it. Install it there, or change the command.",
        $"在 {Environment.MachineName} 上找不到程序“{program}”，或构建用户无权访问。请在该机器上安装，或修改命令。");

    public static string BuildProgramNotInTree(string program) => Say(
        program.StartsWith('/') ? $"The program '{program}' is not there on {Environment.MachineName}." : $"The program '{program}' is not in the repository at this commit.",
        program.StartsWith('/') ? $"{Environment.MachineName} 上没有程序“{program}”。" : $"该提交的代码库中没有程序“{program}”。");

    public static string BuildProgramNotExecutable(string program) => Say(
        program.StartsWith('/') ? $"The program '{program}' may not be executed on {Environment.MachineName}: chmod +x {program}"
            : $"The program '{program}' may not be executed. Commit it with its executable bit: git update-index --chmod=+x {program}",
        program.StartsWith('/') ? $"{Environment.MachineName} 上的程序“{program}”没有执行权限：chmod +x {program}"
            : $"程序“{program}”没有执行权限。请提交其可执行位：git update-index --chmod=+x {program}");

    public static string BuildFolderTrouble(string machine, string message) => Say(
        $"The build's files on {machine} could not be written or read: {message}",
        $"{machine} 上的构建文件无法读写：{message}");

    public static string BuildFolderOutOfReach(string barrier, int user) => Say(
        $"Builds run as user {user}, who may not pass through {barrier}. Give BotOps a data folder elsewhere, or allow it: chmod o+x {barrier}",
        $"构建以用户 {user} 运行，而该用户无权穿过 {barrier}。请为 BotOps 另选数据目录，或放开权限：chmod o+x {barrier}");

    public static string BuildUserNotMapped(int user) => Say(
        $"Builds should run as user {user}, who does not exist in this container. Set Builds:FirstUid to a range that does, or Builds:SwitchUser to false.",
        $"构建应以用户 {user} 运行，但此容器中没有该用户。请把 Builds:FirstUid 设为存在的范围，或把 Builds:SwitchUser 设为 false。");

    public static string SetprivMissing => Say(
        "Builds should run as another user, for which setpriv (of util-linux) is needed. Install it, or set Builds:SwitchUser to false.",
        "构建应以其他用户运行，这需要 setpriv（属于 util-linux）。请安装它，或把 Builds:SwitchUser 设为 false。");

    // Why there is no artifact

    public static string ArtifactWithoutPaths => Say(
        "The build has no artifact paths; an admin sets build.artifact in the project's settings.",
        "构建没有制品路径；请管理员在项目配置中设置 build.artifact。");

    public static string ArtifactOutsideTree(string pattern) => Say(
        $"The artifact path '{pattern}' leads out of the repository's tree; give it relative and without '..'.",
        $"制品路径“{pattern}”超出代码目录；请使用不含“..”的相对路径。");

    public static string ArtifactMatchesNothing(string pattern, string folder, IReadOnlyList<string> there, int more)
    {
        var list = string.Join(", ", there);
        return Say(
            $"The artifact path '{pattern}' matches nothing. In {(folder == "." ? "the tree" : $"'{folder}'")} there is: {(there.Count == 0 ? "nothing" : list)}{(more > 0 ? $" and {more} more" : "")}.",
            $"制品路径“{pattern}”没有匹配到任何文件。{(folder == "." ? "代码目录" : $"“{folder}”")}下{(there.Count == 0 ? "没有任何文件" : $"有：{list}")}{(more > 0 ? $"，另有 {more} 项" : "")}。");
    }

    public static string ArtifactTwice(string name, string one, string other) => Say(
        $"'{one}' and '{other}' would both be '{name}' in the artifact; change build.strip or the artifact paths.",
        $"“{one}”和“{other}”在制品中都会成为“{name}”；请修改 build.strip 或制品路径。");

    public static string ArtifactLinkLeadsOut(string path, string target) => Say(
        $"'{path}' is a symlink to '{target}', which leads out of the artifact.",
        $"“{path}”是指向“{target}”的符号链接，超出了制品范围。");

    public static string ArtifactNotAFile(string path) => Say(
        $"'{path}' is no regular file that the build wrote, and is not packed.",
        $"“{path}”不是构建生成的普通文件，不予打包。");

    public static string ArtifactUnreadable(string path, string reason) => Say($"'{path}' could not be read for the artifact: {reason}.", $"打包制品时无法读取“{path}”：{reason}。");
    public static string ArtifactCorrupt(string sha256) => Say($"The stored artifact {sha256[..12]} is damaged; it has to be built again.", $"制品库中的制品 {sha256[..12]} 已损坏，需要重新构建。");

    // Why a child could not be started or ended

    public static string ChildNotStarted(string program, string reason) => Say($"'{program}' could not be started: {reason}", $"“{program}”无法启动：{reason}");
    public static string ChildrenEnded => Say("BotOps is stopping and starts nothing more.", "BotOps 正在停止，不再启动新进程。");
    public static string ProcessVanished(int process) => Say($"Process {process} ended before it was recorded.", $"进程 {process} 在登记之前就已结束。");
    public static string BadVariableName(string name) => Say($"'{name}' is no name for a variable; use letters, digits and _.", $"“{name}”不能作为变量名；请使用字母、数字和 _。");

    public static string ProcessesRemain(IReadOnlyList<ProcessEntry> processes)
    {
        var names = string.Join(", ", processes.Select(p => $"{p.Name} ({p.Id})"));
        return Say(
            $"These processes could not be ended: {names}. Look at them on {Environment.MachineName}.",
            $"以下进程无法结束：{names}。请到 {Environment.MachineName} 上查看。");
    }

    static string Short(string commit) => CommitName.Short(commit);
}
