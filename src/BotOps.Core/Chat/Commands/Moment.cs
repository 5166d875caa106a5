using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core.Chat.Commands;

/// <summary>
/// A moment as people type it: <c>sunday 02:00</c>, <c>tomorrow 02:00</c>, <c>2026-12-01 02:00</c>, <c>02:00</c>, <c>+36h</c>, <c>in 36 hours</c>.
/// Which one is meant depends on when it is asked, and on where the asker is.
/// </summary>
public sealed partial record Moment
{
    /// <summary>So much later; null: a time of a day.</summary>
    public TimeSpan? After { get; private init; }
    public TimeOnly Time { get; private init; }

    /// <summary>The day, by one of these; none: the next one that has the time before it.</summary>
    public DayOfWeek? Weekday { get; private init; }
    public DateOnly? Date { get; private init; }
    public int? DaysOn { get; private init; }

    static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);
    static readonly string[] Weekdays = ["日天", "一", "二", "三", "四", "五", "六"];

    /// <summary>Null: it is none.</summary>
    public static Moment? Parse(string typed)
    {
        var text = typed.Trim().ToLowerInvariant();
        if (SpanForm().Match(text) is { Success: true } span && Span(span) is { } after) return new Moment { After = after };
        if (DayForm().Match(text) is not { Success: true } match || TimeOf(match) is not { } time) return null;
        var day = match.Groups["day"].Value;
        return day switch
        {
            "" => new Moment { Time = time },
            "today" or "今天" => new Moment { Time = time, DaysOn = 0 },
            "tomorrow" or "明天" => new Moment { Time = time, DaysOn = 1 },
            "后天" => new Moment { Time = time, DaysOn = 2 },
            _ when WeekdayOf(day) is { } weekday => new Moment { Time = time, Weekday = weekday },
            _ when DateOnly.TryParseExact(day, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => new Moment { Time = time, Date = date },
            _ => null,
        };
    }

    /// <summary>The moment that is meant, whole minutes. A time that the clock leaps over is one later, one that comes twice the second of them.</summary>
    public DateTimeOffset At(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (After is { } after) return WholeMinutes(now + after);

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var day = Date ?? today.AddDays(DaysOn ?? (Weekday is { } weekday ? (weekday - today.DayOfWeek + 7) % 7 : 0));
        var at = On(day);
        return at <= now && Date is null && DaysOn is null ? On(day.AddDays(Weekday is null ? 1 : 7)) : at;

        DateTimeOffset On(DateOnly date)
        {
            var local = date.ToDateTime(Time);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }

    public static DateTimeOffset WholeMinutes(DateTimeOffset at) => new((at.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    static TimeOnly? TimeOf(Match match) => (Number(match.Groups["hour"]), Number(match.Groups["minute"])) is ( < 24, < 60) and var (hour, minute) ? new TimeOnly(hour, minute) : null;

    static TimeSpan? Span(Match match)
    {
        var (counts, units) = (match.Groups["count"].Captures, match.Groups["unit"].Captures);
        var sum = TimeSpan.Zero;
        for (var i = 0; i < counts.Count && sum < Longest; i++) sum += int.Parse(counts[i].ValueSpan, CultureInfo.InvariantCulture) * Unit(units[i].Value);
        return sum == TimeSpan.Zero ? null : sum < Longest ? sum : Longest;
    }

    static TimeSpan Unit(string unit) => unit[0] switch
    {
        'w' or '周' => TimeSpan.FromDays(7),
        'd' or '天' => TimeSpan.FromDays(1),
        'h' or '小' => TimeSpan.FromHours(1),
        _ => TimeSpan.FromMinutes(1),
    };

    static DayOfWeek? WeekdayOf(string day)
    {
        for (var weekday = DayOfWeek.Sunday; weekday <= DayOfWeek.Saturday; weekday++)
            if (day.Equals($"{weekday}", StringComparison.OrdinalIgnoreCase) || day.Equals($"{weekday}"[..3], StringComparison.OrdinalIgnoreCase) || (day[..^1] is "周" or "星期" && Weekdays[(int)weekday].Contains(day[^1]))) return weekday;
        return null;
    }

    static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?:\+|in\s+)?(?:(?<count>[0-9]{1,5})\s*(?<unit>weeks?|days?|hours?|minutes?|min|[wdhm]|周|天|小时|分钟)\s*)+后?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SpanForm();

    [GeneratedRegex(@"\A(?:(?!at\s)(?<day>[^\s:：0-9]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:\s+|t))?(?:at\s+)?(?<hour>[0-9]{1,2})[:：](?<minute>[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayForm();
}
