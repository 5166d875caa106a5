using BotOps.IntegrationTests.Slack;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>Runs faster than the wall's, and leaps over days.</summary>
sealed class VirtualClock : TimeProvider
{
    readonly FastClock fast = new(10);
    long leaps;

    public void Leap(TimeSpan time) => Interlocked.Add(ref leaps, time.Ticks);
    public void LeapTo(DateTimeOffset at) => Leap(at - GetUtcNow());

    public override DateTimeOffset GetUtcNow() => fast.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref leaps));
    public override long GetTimestamp() => fast.GetTimestamp();
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => fast.CreateTimer(callback, state, dueTime, period);
}
