using System.Globalization;

namespace BotOps.Benchmarks.Rig;

/// <summary>What a process has used, as the kernel counts it in <c>/proc</c> (proc(5)).</summary>
static class ProcessUse
{
    const double TicksASecond = 100; // USER_HZ, the same on every Linux that .NET runs on

    /// <summary>Of the server and all of its processes, also those that have ended.</summary>
    public static TimeSpan CpuOfPostgres(string folder)
    {
        var server = int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var ticks = Ticks(server, withEnded: true);
        foreach (var process in Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)))
        {
            var id = int.Parse(process!, CultureInfo.InvariantCulture);
            if (Stat(id) is { } stat && stat[1] == $"{server}") ticks += Ticks(id, withEnded: false);
        }
        return TimeSpan.FromSeconds(ticks / TicksASecond);
    }

    public static TimeSpan Cpu(int process) => TimeSpan.FromSeconds(Ticks(process, withEnded: false) / TicksASecond);

    /// <summary>Resident memory in bytes: now, and the most since <see cref="ForgetPeak"/>.</summary>
    public static long Resident(int process) => Status(process, "VmRSS:");

    public static long Peak(int process) => Status(process, "VmHWM:");

    public static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    static long Ticks(int process, bool withEnded) => Stat(process) is { } stat
        ? stat.Skip(11).Take(withEnded ? 4 : 2).Sum(field => long.Parse(field, CultureInfo.InvariantCulture))
        : 0;

    /// <summary>The fields behind the program's name, the state first; null: it has ended.</summary>
    static string[]? Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    static long Status(int process, string name) =>
        1024 * long.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture);
}
