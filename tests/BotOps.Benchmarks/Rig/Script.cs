using System.Diagnostics;
using System.Globalization;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>Commands that write lines, from what every Linux has: sh, awk, yes, head.</summary>
static class Script
{
    const string Text = "[INFO] Compiling module common with a line about as long as those of a build tool";

    /// <summary>Lines as fast as a pipe takes them.</summary>
    public static string Flood(long lines) => $"yes '{Text}' | head -n {lines}";

    /// <summary>Lines that tell when each was written, in milliseconds since the epoch, twenty a second.</summary>
    public static string Clock(int lines) => $"for i in $(seq {lines}); do echo written $(date +%s%3N); sleep 0.05; done";

    /// <summary>Lines with work before each, each written at once as build tools do.</summary>
    public static string Work(long lines, long steps) =>
        $$"""awk 'BEGIN { for (i = 1; i <= {{lines}}; i++) { for (j = 0; j < {{steps}}; j++) x = (x * 31 + j) % 65521; print "{{Text}} " i; fflush() } }'""";

    /// <summary>How much work before each line makes the whole take so much CPU time.</summary>
    public static async Task<long> StepsFor(TimeSpan cpu, long lines, CancellationToken stopping)
    {
        const int Sample = 20_000;
        var bare = await Cpu(Work(Sample, 0), stopping);
        long steps = 100;
        var busy = await Cpu(Work(Sample, steps), stopping);
        var wanted = cpu * ((double)Sample / lines) - bare;
        return Math.Max(1, (long)(steps * (wanted / (busy - bare))));
    }

    /// <summary>User and system time of the script's children, as the shell tells it.</summary>
    static async Task<TimeSpan> Cpu(string script, CancellationToken stopping)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{script} > /dev/null; times"]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(stopping);
        await shell.WaitForExitAsync(stopping);
        var times = output.Trim().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (times.Length != 2) throw new UserError($"The shell's times said: {output}");
        return times.Aggregate(TimeSpan.Zero, (sum, time) => sum + Time(time));
    }

    /// <summary>Reads <c>1m2.34s</c>.</summary>
    static TimeSpan Time(string text) => text.TrimEnd('s').Split('m') is [var minutes, var seconds]
        ? TimeSpan.FromSeconds(60 * double.Parse(minutes, CultureInfo.InvariantCulture) + double.Parse(seconds, CultureInfo.InvariantCulture))
        : throw new UserError($"The shell's times said: {text}");
}
