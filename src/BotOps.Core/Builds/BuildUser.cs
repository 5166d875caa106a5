using System.Globalization;
using BotOps.Core.Processes;

namespace BotOps.Core.Builds;

/// <summary>The operating system's user that a project's builds run as. Numeric: it needs no entry in passwd.</summary>
/// <param name="Id">Null: BotOps' own user.</param>
sealed record BuildUser(int? Id)
{
    public const int Range = 1000;

    /// <exception cref="BuildFailed">BotOps may not switch here although it should.</exception>
    public static BuildUser Of(int projectId, BuildOptions options)
    {
        if (!(options.SwitchUser ?? (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess))) return new((int?)null);

        var id = options.FirstUid + (projectId % Range);
        if (SystemProgram.Find("setpriv") is null) throw new BuildFailed(Texts.SetprivMissing);
        if (!IsMapped("/proc/self/uid_map", id) || !IsMapped("/proc/self/gid_map", id)) throw new BuildFailed(Texts.BuildUserNotMapped(id));
        return new(id);
    }

    /// <summary>
    /// Whether another user reaches a file: all folders above it let others pass. Groups and access lists are not looked at, as
    /// the build user has none.
    /// </summary>
    public string? FirstBarrier(string path)
    {
        if (Id is null || OperatingSystem.IsWindows()) return null;
        var barrier = default(string);
        for (var at = Path.GetDirectoryName(path); at is not null; at = Path.GetDirectoryName(at))
            if (!File.GetUnixFileMode(at).HasFlag(UnixFileMode.OtherExecute))
                barrier = at;
        return barrier;
    }

    /// <summary>In a container whose users are mapped, only some ids exist (user_namespaces(7)).</summary>
    static bool IsMapped(string map, int id)
    {
        if (!File.Exists(map)) return true;
        return File.ReadLines(map).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(fields =>
            id >= long.Parse(fields[0], CultureInfo.InvariantCulture)
            && id - long.Parse(fields[0], CultureInfo.InvariantCulture) < long.Parse(fields[2], CultureInfo.InvariantCulture));
    }
}
