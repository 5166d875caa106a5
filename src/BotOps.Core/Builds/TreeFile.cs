using System.Runtime.InteropServices;
using System.Text;
using BotOps.Core.Processes;
using Microsoft.Win32.SafeHandles;

namespace BotOps.Core.Builds;

/// <summary>
/// Opens a file that a build wrote. BotOps may read more than the build's user, and a process that got away from its build may
/// still move things about: so the file that was really opened must lie where it was looked for, and belong to the build.
/// </summary>
static class TreeFile
{
    /// <param name="tree">The real path of the tree, as of <see cref="RealPath"/>.</param>
    /// <exception cref="BuildFailed">It is not a regular file of this build.</exception>
    public static FileStream Open(string tree, string path, BuildUser user)
    {
        var expected = Path.Combine(tree, path);
        var handle = OpenNoFollow(expected);
        if (handle.IsInvalid) throw new BuildFailed(Texts.ArtifactUnreadable(path, Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())));

        var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var sound = file.CanSeek // a pipe or a socket is no file
            && (!ProcessTable.Available || RealPath(handle) == expected)
            && (user.Id is null || OwnerOf(handle) == user.Id);
        if (sound) return file;

        file.Dispose();
        throw new BuildFailed(Texts.ArtifactNotAFile(path));
    }

    /// <summary>With every symlink on the way resolved.</summary>
    public static string RealPath(string folder)
    {
        if (!ProcessTable.Available) return folder;
        using var handle = OpenNoFollow(folder);
        return RealPath(handle);
    }

    static string RealPath(SafeFileHandle handle) => new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget ?? "";

    /// <summary>Without waiting for the other end of a pipe, and not through a symlink (open(2)).</summary>
    static SafeFileHandle OpenNoFollow(string path)
    {
        var flags = OperatingSystem.IsMacOS()
            ? 0x4 | 0x100 | 0x1000000
            : 0x800 | 0x80000 | (RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000);
        return NativeOpen(Encoding.UTF8.GetBytes(path + "\0"), flags);
    }

    static int? OwnerOf(SafeFileHandle handle)
    {
        const int emptyPath = 0x1000, owner = 0x8, ownerOffset = 20; // AT_EMPTY_PATH, STATX_UID, stx_uid (statx(2)): the same on every machine
        var about = new byte[256];
        return NativeStatx(handle, "\0"u8.ToArray(), emptyPath, owner, about) == 0 ? BitConverter.ToInt32(about, ownerOffset) : null;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    static extern SafeFileHandle NativeOpen(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    static extern int NativeStatx(SafeFileHandle handle, byte[] path, int flags, uint mask, byte[] about);
}
