using System.Globalization;
using System.Runtime.InteropServices;

namespace BotOps.Core.Processes;

/// <summary>Signals by their numbers on Linux and macOS (signal(7)).</summary>
public static class Signals
{
    internal const int Kill = 9;
    internal const int Term = 15;

    static readonly Dictionary<int, string> Names = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [4] = "SIGILL", [6] = "SIGABRT", [8] = "SIGFPE", [9] = "SIGKILL",
        [11] = "SIGSEGV", [13] = "SIGPIPE", [14] = "SIGALRM", [15] = "SIGTERM", [24] = "SIGXCPU", [25] = "SIGXFSZ",
    };

    /// <summary>The signal that ended a process, from the exit code that .NET and shells make of it; null: it exited by itself.</summary>
    public static string? NameOf(int exitCode) =>
        exitCode is > 128 and <= 128 + 64 ? Names.GetValueOrDefault(exitCode - 128, "signal " + (exitCode - 128).ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>To a process, or with a negative id to a group. One that is gone is no error.</summary>
    internal static void Send(int process, int signal) => _ = NativeKill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    static extern int NativeKill(int process, int signal);
}
