using System.Globalization;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What the web pages say.</summary>
    public static partial class Page
    {
        public static string BotOps => "BotOps";

        /// <summary>6:41, 1:02:03: time since the start.</summary>
        public static string Clock(TimeSpan time) => time.TotalHours < 1
            ? $"{(int)Math.Max(0, time.TotalMinutes)}:{Math.Max(0, time.Seconds):00}"
            : $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}";

        public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

        /// <summary>1 host, 2 hosts</summary>
        public static string Many(long number, string thing) => $"{Count(number)} {thing}{(number == 1 ? "" : "s")}";
    }
}
