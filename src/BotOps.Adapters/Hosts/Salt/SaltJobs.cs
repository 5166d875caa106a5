using System.Text.Json;
using BotOps.Core;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>
/// One function of one minion as a job: started, then looked up until it has returned. Looked up, and not waited for by salt-api: the master
/// keeps what a minion returns whole, and only the beginning of it goes over its event bus.
/// </summary>
sealed class SaltJobs(SaltApi api, SaltOptions options, TimeProvider clock)
{
    const int MostStarts = 2;
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1), FindLimit = TimeSpan.FromSeconds(5);

    /// <param name="lasts">How long the function itself may take.</param>
    /// <returns>What it returned, which is a map: all else is no success.</returns>
    /// <exception cref="SaltTrouble">Names the minion, and says what to do.</exception>
    public async Task<JsonElement> Run(string minion, string function, IReadOnlyDictionary<string, object?> arguments, TimeSpan lasts, CancellationToken stopping)
    {
        for (var starts = 1; ; starts++)
        {
            var jid = await Start(minion, function, arguments, stopping);
            if (await Return(minion, jid, lasts, stopping) is { } value) return SaltReturn.Checked(minion, function, value);
            if (starts == MostStarts) throw new SaltTrouble(Texts.Salt.Lost(minion, function)); // the minion was started anew meanwhile, as it seems
        }
    }

    async Task<string> Start(string minion, string function, IReadOnlyDictionary<string, object?> arguments, CancellationToken stopping)
    {
        var started = await api.Run(new SaltCommand("local_async", function, minion) { Kwarg = arguments }, stopping);
        if (started.ValueKind == JsonValueKind.String) throw new SaltTrouble(Texts.Salt.Said(minion, started.GetString()!));
        var known = started.ValueKind == JsonValueKind.Object && started.TryGetProperty("minions", out var minions) && minions.ValueKind == JsonValueKind.Array
            && minions.EnumerateArray().Any(m => m.ValueKind == JsonValueKind.String && m.GetString() == minion);
        return known && started.TryGetProperty("jid", out var jid) && jid.GetString() is { Length: > 0 } id ? id : throw new SaltTrouble(Texts.Salt.NoSuchMinion(minion));
    }

    /// <summary>Null: the minion answers and knows nothing of the job.</summary>
    async Task<JsonElement?> Return(string minion, string jid, TimeSpan lasts, CancellationToken stopping)
    {
        var (began, patience) = (clock.GetTimestamp(), lasts + options.AnswerLimit);
        for (var pause = FirstPause; ; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            await Task.Delay(pause, clock, stopping);
            if (await Look(minion, jid, stopping) is { } value) return value;
            if (clock.GetElapsedTime(began) is var waited && waited < patience) continue;

            if (!await Runs(minion, jid, waited, stopping)) return await Look(minion, jid, stopping);
            patience = waited + options.AnswerLimit;
        }
    }

    async Task<JsonElement?> Look(string minion, string jid, CancellationToken stopping)
    {
        var found = await api.Run(new SaltCommand("runner", "jobs.lookup_jid") { Jid = jid }, stopping);
        if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty("outputter", out _) && found.TryGetProperty("data", out var data)) found = data;
        return found.ValueKind == JsonValueKind.Object && found.TryGetProperty(minion, out var value) ? value : null;
    }

    async Task<bool> Runs(string minion, string jid, TimeSpan waited, CancellationToken stopping)
    {
        var answers = await api.Run(new SaltCommand("local", "saltutil.find_job", minion)
        {
            Kwarg = new Dictionary<string, object?> { ["jid"] = jid }, Timeout = (int)FindLimit.TotalSeconds,
        }, stopping);
        return answers.ValueKind == JsonValueKind.Object && answers.TryGetProperty(minion, out var job) && job.ValueKind == JsonValueKind.Object
            ? job.EnumerateObject().Any()
            : throw new SaltTrouble(Texts.Salt.NoAnswer(minion, waited));
    }
}
