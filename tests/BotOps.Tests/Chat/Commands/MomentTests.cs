using System.Globalization;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Chat.Commands;

public class MomentTests
{
    // a Friday, 20:15 in Shanghai
    static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 15, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("sunday 02:00", "2026-11-29 02:00")]
    [InlineData("Sun 2:00", "2026-11-29 02:00")]
    [InlineData("friday 21:00", "2026-11-27 21:00")]
    [InlineData("friday 20:15", "2026-12-04 20:15")]
    [InlineData("周日 02:00", "2026-11-29 02:00")]
    [InlineData("星期天02：00", null)]
    [InlineData("星期天 02：00", "2026-11-29 02:00")]
    [InlineData("tomorrow 02:00", "2026-11-28 02:00")]
    [InlineData("tomorrow at 02:00", "2026-11-28 02:00")]
    [InlineData("明天 02:00", "2026-11-28 02:00")]
    [InlineData("today 02:00", "2026-11-27 02:00")]
    [InlineData("2026-12-01 02:00", "2026-12-01 02:00")]
    [InlineData("2026-12-1T02:00", "2026-12-01 02:00")]
    [InlineData("02:00", "2026-11-28 02:00")]
    [InlineData("+36h", "2026-11-29 08:16")]
    [InlineData("in 36 hours", "2026-11-29 08:16")]
    [InlineData("1d12h", "2026-11-29 08:16")]
    [InlineData("36小时后", "2026-11-29 08:16")]
    [InlineData("in 2 weeks", "2026-12-11 20:16")]
    [InlineData("sunday", null)]
    [InlineData("someday 02:00", null)]
    [InlineData("sunday 25:00", null)]
    [InlineData("2026-13-01 02:00", null)]
    [InlineData("0h", null)]
    [InlineData("", null)]
    public void Is_what_a_person_in_Shanghai_means(string typed, string? local) => Assert.Equal(local, Local(typed, Now, "Asia/Shanghai"));

    [Theory]
    [InlineData("2026-03-29 02:30", "2026-03-29 03:30", "clocks leap over it")]
    [InlineData("2026-10-25 02:30", "2026-10-25 02:30 +01:00", "it comes twice")]
    public void Is_one_moment_where_clocks_are_changed(string typed, string local, string why) =>
        Assert.True(Local(typed, Now, "Europe/Berlin") == local[..16] && Full(typed).EndsWith(local[16..], StringComparison.Ordinal), why);

    [Fact]
    public void Is_within_reach_of_the_calendar() => Assert.NotNull(Local("+" + string.Concat(Enumerable.Repeat("99999w", 80)), Now, "Etc/UTC"));

    static string? Local(string typed, DateTimeOffset now, string zone) => Moment.Parse(typed) is { } moment
        ? TimeZoneInfo.ConvertTime(moment.At(now, TimeZoneInfo.FindSystemTimeZoneById(zone)), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        : null;

    static string Full(string typed) => TimeZoneInfo.ConvertTime(Moment.Parse(typed)!.At(Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
        .ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
