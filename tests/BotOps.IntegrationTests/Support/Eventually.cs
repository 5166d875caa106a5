using System.Diagnostics;

namespace BotOps.IntegrationTests.Support;

/// <summary>Waits on a condition with a deadline; the only way in which a test waits.</summary>
public static class Eventually
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task True(Func<Task<bool>> condition, string what, TimeSpan? limit = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > (limit ?? Limit)) throw new TimeoutException($"Not within {(limit ?? Limit).TotalSeconds:0} s: {what}");
            await Task.Delay(20);
        }
    }

    public static Task True(Func<bool> condition, string what, TimeSpan? limit = null) => True(() => Task.FromResult(condition()), what, limit);

    /// <param name="tell">What is known when the deadline has passed.</param>
    public static async Task True(Func<bool> condition, string what, TimeSpan? limit, Func<string> tell)
    {
        try
        {
            await True(condition, what, limit);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{tell()}", late);
        }
    }

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> Value<T>(Func<Task<T?>> look, string what, TimeSpan? limit = null) where T : class
    {
        T? found = null;
        await True(async () => (found = await look()) is not null, what, limit);
        return found!;
    }
}
