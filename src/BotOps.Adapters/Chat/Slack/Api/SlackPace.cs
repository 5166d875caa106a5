using System.Collections.Concurrent;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// Keeps calls within what Slack takes in any minute, by method and, for posts, by channel (docs.slack.dev/apis/web-api/rate-limits). The
/// last part of each budget is for cards and failures alone: log excerpts stretch first, then results. Of a fifth results
/// get nothing, so that logs never stand still.
/// </summary>
sealed class SlackPace(TimeProvider clock)
{
    const double OfLogs = 0.2;

    readonly ConcurrentDictionary<(string Method, string? Channel), (Bucket All, Bucket Logs)> buckets = new();

    /// <returns>Zero: it may be made now, and is counted. Else how long to wait before asking again.</returns>
    public TimeSpan Take(string method, string channel, Urgency urgency)
    {
        var (minute, burst, byChannel) = Limit(method);
        var rate = (minute - burst) / 60.0;
        var (all, logs) = buckets.GetOrAdd((method, byChannel ? channel : null), _ => (new Bucket(burst * (1 - OfLogs), rate * (1 - OfLogs), clock), new Bucket(burst * OfLogs, rate * OfLogs, clock)));
        var wait = all.Take(Kept(urgency) * burst);
        if (urgency == Urgency.Thread || wait == TimeSpan.Zero) return wait;

        var own = logs.Take(0);
        return own < wait ? own : wait;
    }

    /// <exception cref="ChatPaced">It has to wait.</exception>
    public void Require(string method, string channel, Urgency urgency)
    {
        if (Take(method, channel, urgency) is var wait && wait > TimeSpan.Zero) throw new ChatPaced(wait);
    }

    /// <summary>Calls a minute, and how many of them at once: a full bucket and what flows in within a minute make the limit.</summary>
    static (int Minute, int Burst, bool ByChannel) Limit(string method) => method switch
    {
        "chat.postMessage" => (60, 6, true), // special: one a second and channel
        "chat.postEphemeral" => (100, 20, false), // tier 4
        "files.completeUploadExternal" => (100, 20, false), // tier 4, as what comes before it
        "chat.update" => (50, 10, false), // tier 3
        "users.info" => (100, 20, false), // tier 4
        "usergroups.users.list" => (20, 5, false), // tier 2
        _ => (50, 20, false),
    };

    static double Kept(Urgency urgency) => urgency switch { Urgency.Log => 0.6, Urgency.Thread => 0.3, _ => 0 };

    sealed class Bucket(double most, double rate, TimeProvider clock)
    {
        readonly Lock taking = new();
        double spent; // of a full bucket
        long last = clock.GetTimestamp();

        public TimeSpan Take(double kept)
        {
            lock (taking)
            {
                spent = Math.Max(0, spent - clock.GetElapsedTime(last).TotalSeconds * rate);
                last = clock.GetTimestamp();
                var missing = kept + 1 - (most - spent);
                if (missing > 0) return TimeSpan.FromSeconds(missing / rate) + TimeSpan.FromMilliseconds(1); // rounded up, or nothing would be a wait

                spent++;
                return TimeSpan.Zero;
            }
        }
    }
}
