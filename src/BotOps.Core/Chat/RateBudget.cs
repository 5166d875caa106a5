namespace BotOps.Core.Chat;

/// <summary>A token bucket: <paramref name="rate"/> sends a second in the long run, a few more in a burst.</summary>
public sealed class RateBudget(double rate, TimeProvider clock)
{
    readonly double most = Math.Max(3, rate);
    double tokens = Math.Max(3, rate);
    long last = clock.GetTimestamp();

    public async Task Take(CancellationToken stopping)
    {
        tokens = Math.Min(most, tokens + clock.GetElapsedTime(last).TotalSeconds * rate);
        last = clock.GetTimestamp();
        if (tokens < 1)
        {
            await Task.Delay(TimeSpan.FromSeconds((1 - tokens) / rate), clock, stopping);
            tokens = 1;
            last = clock.GetTimestamp();
        }
        tokens--;
    }

    /// <summary>There was nothing to send.</summary>
    public void GiveBack() => tokens++;
}
