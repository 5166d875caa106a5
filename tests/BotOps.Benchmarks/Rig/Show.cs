using System.Globalization;

namespace BotOps.Benchmarks.Rig;

/// <summary>Figures as people read them.</summary>
static class Show
{
    public static string Memory(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0} MiB");
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
    public static string Fine(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
    public static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    public static T Median<T>(IEnumerable<T> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default!;

    /// <summary>The value that 95 of 100 do not pass (nearest rank).</summary>
    public static T P95<T>(IEnumerable<T> values) => values.Order().ToList() is var sorted ? sorted[(int)Math.Ceiling(sorted.Count * 0.95) - 1] : default!;
}
