using BotOps.Core.Builds;
using BotOps.Core.Processes;

namespace BotOps.Core;

public static partial class Texts
{
    // Lines of a build's log

    public static string BuildChecksOut(string project, string commit, string machine) => $"Checking out {Short(commit)} of {project} on {machine}";

    public static string BuildCommandLine(IReadOnlyList<string> command, TimeSpan limit) => $"$ {string.Join(' ', command)}  (at most {Duration(limit)})";

    public static string BuildLeftProcesses(IReadOnlyList<ProcessEntry> left) =>
        $"Ended what the build had left running: {string.Join(", ", left.Select(p => $"{p.Name} ({p.Id})"))}";

    public static string BuildPacked(PackedArtifact packed, TimeSpan took) =>
        $"Artifact of {packed.Files} {(packed.Files == 1 ? "file" : "files")}, {Megabytes(packed.Bytes)}, packed {Megabytes(packed.Artifact.Bytes)}, "
        + $"sha256 {packed.Artifact.Sha256[..12]}, after {Duration(took)}";

    // Why a build failed

    public static string BuildExited(string program, int code) => $"{program} exited with {code}.";
    public static string BuildEndedBySignal(string program, string signal) => $"{program} was ended by {signal}.";
    public static string BuildTookTooLong(TimeSpan limit) => $"The build took longer than {Duration(limit)} and was ended.";
    public static string BuildWithoutCommand(string project) => $"{project} has no build command; an admin sets build.command in its settings.";

    public static string BuildProgramMissing(string program) =>
        $"The build's program '{program}' was not found on {Environment.MachineName}, or its user may not reach it. Install it there, or change the build command.";

    public static string BuildProgramNotInTree(string program) => $"The build's program '{program}' is not in the repository at this commit.";

    public static string BuildProgramNotExecutable(string program) =>
        $"The build's program '{program}' may not be executed. Commit it with its executable bit: git update-index --chmod=+x {program}";

    public static string BuildFolderTrouble(string machine, string message) => $"The build's files on {machine} could not be written or read: {message}";

    public static string BuildFolderOutOfReach(string barrier, int user) =>
        $"Builds run as user {user}, who may not pass through {barrier}. Give BotOps a data folder elsewhere, or allow it: chmod o+x {barrier}";

    public static string BuildUserNotMapped(int user) =>
        $"Builds should run as user {user}, who does not exist in this container. Set Builds:FirstUid to a range that does, or Builds:SwitchUser to false.";

    public static string SetprivMissing =>
        "Builds should run as another user, for which setpriv (of util-linux) is needed. Install it, or set Builds:SwitchUser to false.";

    // Why there is no artifact

    public static string ArtifactWithoutPaths => "The build has no artifact paths; an admin sets build.artifact in the project's settings.";
    public static string ArtifactOutsideTree(string pattern) => $"The artifact path '{pattern}' leads out of the repository's tree; give it relative and without '..'.";

    public static string ArtifactMatchesNothing(string pattern, string folder, IReadOnlyList<string> there, int more)
    {
        var where = folder == "." ? "the tree" : $"'{folder}'";
        var what = there.Count == 0 ? "nothing" : string.Join(", ", there) + (more > 0 ? $" and {more} more" : "");
        return $"The artifact path '{pattern}' matches nothing. In {where} there is: {what}.";
    }

    public static string ArtifactTwice(string name, string one, string other) =>
        $"'{one}' and '{other}' would both be '{name}' in the artifact; change build.strip or the artifact paths.";

    public static string ArtifactLinkLeadsOut(string path, string target) => $"'{path}' is a symlink to '{target}', which leads out of the artifact.";
    public static string ArtifactNotAFile(string path) => $"'{path}' is no regular file that the build wrote, and is not packed.";
    public static string ArtifactUnreadable(string path, string reason) => $"'{path}' could not be read for the artifact: {reason}.";
    public static string ArtifactCorrupt(string sha256) => $"The stored artifact {sha256[..12]} is damaged; it has to be built again.";

    // Why a child could not be started or ended

    public static string ChildNotStarted(string program, string reason) => $"'{program}' could not be started: {reason}";
    public static string ChildrenEnded => "BotOps is stopping and starts nothing more.";
    public static string ProcessVanished(int process) => $"Process {process} ended before it was recorded.";
    public static string BadVariableName(string name) => $"'{name}' is no name for a variable; use letters, digits and _.";

    public static string ProcessesRemain(IReadOnlyList<ProcessEntry> processes) =>
        $"These processes could not be ended: {string.Join(", ", processes.Select(p => $"{p.Name} ({p.Id})"))}. Look at them on {Environment.MachineName}.";

    static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;
}
