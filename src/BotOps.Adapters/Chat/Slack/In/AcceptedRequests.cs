using System.Collections.Concurrent;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// Signatures of requests that were accepted while they could be sent again. A copy is refused here; on another process the inbox, whose
/// rows are unique by Slack's own id, would drop it.
/// </summary>
sealed class AcceptedRequests(TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(10); // as long as a timestamp is good, in both directions

    readonly ConcurrentDictionary<string, DateTimeOffset> seen = new();
    readonly ConcurrentQueue<(string Signature, DateTimeOffset At)> order = new();

    public bool Has(string signature) => seen.ContainsKey(signature);

    public void Add(string signature)
    {
        var now = clock.GetUtcNow();
        if (seen.TryAdd(signature, now)) order.Enqueue((signature, now));
        while (order.TryPeek(out var oldest) && now - oldest.At > Kept && order.TryDequeue(out oldest)) seen.TryRemove(oldest.Signature, out _);
    }
}
