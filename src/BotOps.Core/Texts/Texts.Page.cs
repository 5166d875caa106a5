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

        public static string HostCount(long number) => Say(number == 1 ? "1 host" : $"{Count(number)} hosts", $"{Count(number)} 台主机");
        public static string WaveCount(long number) => Say(number == 1 ? "1 wave" : $"{Count(number)} waves", $"{Count(number)} 个批次");
    }

    /// <summary>A day and a time of it, in the zone of the value: 6 Jan 00:54.</summary>
    public static string Day(DateTimeOffset at) => at.ToString(Say("d MMM HH:mm", "M月d日 HH:mm"), CultureInfo.InvariantCulture);

    /// <summary>A moment in full, with its offset from UTC.</summary>
    public static string DayInFull(DateTimeOffset at) => at.ToString(Say("dddd d MMMM yyyy, HH:mm:ss zzz", "yyyy年M月d日 HH:mm:ss zzz"), CultureInfo.InvariantCulture);
}
