using System.Globalization;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// Signatures of requests that were accepted while they could be sent again. A copy is refused here; on another process the inbox, whose
/// rows are unique by Slack's own id, would drop it.
/// </summary>
sealed class AcceptedRequests(TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(10); // as long as a timestamp is good, in both directions

    readonly Lock turning = new();
    DateTimeOffset since = clock.GetUtcNow();

    // Half of a signature tells requests apart; two sets of numbers that take turns are nothing to the garbage collector
    HashSet<UInt128> these = [], before = [];

    /// <param name="signature">A valid one.</param>
    public bool Has(string signature)
    {
        var key = Key(signature);
        lock (turning)
        {
            Turn();
            return these.Contains(key) || before.Contains(key);
        }
    }

    /// <param name="signature">A valid one.</param>
    public void Add(string signature)
    {
        var key = Key(signature);
        lock (turning)
        {
            Turn();
            these.Add(key);
        }
    }

    void Turn()
    {
        var now = clock.GetUtcNow();
        if (now - since < Kept) return;

        (before, these) = (now - since < 2 * Kept ? these : [], []);
        since = now;
    }

    static UInt128 Key(string signature) => UInt128.Parse(signature.AsSpan(3, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
