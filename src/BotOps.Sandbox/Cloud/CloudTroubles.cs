namespace BotOps.Sandbox.Cloud;

/// <param name="Status">0: the connection breaks without an answer.</param>
/// <param name="Done">What was asked for is done all the same.</param>
public sealed record CloudTrouble(int Status, string Code = "", TimeSpan? RetryAfter = null, bool Done = false)
{
    public static readonly CloudTrouble Throttled = new(400, "Throttling.User"), Unavailable = new(503, "ServiceUnavailable"), Lost = new(0, Done: true), NoConnection = new(0);
}

/// <summary>What goes wrong at the double, by order.</summary>
public sealed class CloudTroubles
{
    readonly Lock gate = new();
    readonly Dictionary<string, Queue<CloudTrouble>> ahead = [];

    /// <summary>The next calls of that action end so.</summary>
    public void Order(string action, CloudTrouble trouble, int times = 1)
    {
        lock (gate)
        {
            if (!ahead.TryGetValue(action, out var queue)) ahead[action] = queue = [];
            for (var n = 0; n < times; n++) queue.Enqueue(trouble);
        }
    }

    internal CloudTrouble? Next(string action)
    {
        lock (gate) return ahead.TryGetValue(action, out var queue) && queue.TryDequeue(out var trouble) ? trouble : null;
    }
}
