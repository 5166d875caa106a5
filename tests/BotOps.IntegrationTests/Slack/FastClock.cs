using System.Diagnostics;

namespace BotOps.IntegrationTests.Slack;

/// <summary>Time that runs faster than the wall's, so that limits by the minute are seen in seconds.</summary>
sealed class FastClock(int speed) : TimeProvider
{
    readonly DateTimeOffset begun = DateTimeOffset.UtcNow;
    readonly long zero = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => begun + Stopwatch.GetElapsedTime(zero) * speed;
    public override long GetTimestamp() => (Stopwatch.GetTimestamp() - zero) * speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Real(dueTime), Real(period));

    TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / speed;
}
