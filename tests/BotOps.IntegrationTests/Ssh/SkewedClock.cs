using BotOps.IntegrationTests.Sources;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>
/// libfaketime for all that a host runs: its sshd gives the library to every session, and as the script empties the environment of what it
/// starts, the program that it starts it with gives it on.
/// </summary>
static class SkewedClock
{
    public const string Missing = "faketime is not installed (tests/run installs it)";
    static readonly string? Library = Directory.GetDirectories("/usr/lib").Select(folder => Path.Combine(folder, "faketime", "libfaketime.so.1")).FirstOrDefault(File.Exists);

    public static bool Available => Library is not null;

    /// <summary>Lines of sshd_config.</summary>
    /// <param name="off"><c>-7h</c>, <c>+7h</c></param>
    public static IReadOnlyList<string> Of(string folder, string off)
    {
        ForgetTheDead();
        var programs = Directory.CreateDirectory(Path.Combine(folder, "programs")).FullName;
        var setsid = Path.Combine(programs, "setsid");
        File.WriteAllText(setsid, $"#!/bin/sh\nexport LD_PRELOAD={Library} FAKETIME={off}\nexec /usr/bin/setsid \"$@\"\n");
        Programs.Run("chmod", folder, "+x", setsid);
        return [$"SetEnv PATH={programs}:/usr/local/bin:/usr/bin:/bin LD_PRELOAD={Library} FAKETIME={off} HOME={folder}"];
    }

    /// <summary>The library names its memory by process number, what was killed leaves it behind, and it cannot start where a number is used again.</summary>
    static void ForgetTheDead()
    {
        foreach (var left in Directory.GetFiles("/dev/shm", "*faketime_s*"))
            if (!Directory.Exists($"/proc/{left[(left.LastIndexOf('_') + 1)..]}")) File.Delete(left);
    }
}
