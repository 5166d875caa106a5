using System.Text.Json;
using BotOps.Core;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>The master's keys of minions, by its wheel module <c>key</c>. A minion's id has no character of a pattern, so a match is that one minion.</summary>
sealed class SaltKeys(SaltApi api)
{
    const string Accepted = "minions", Waiting = "minions_pre", Denied = "minions_denied", Rejected = "minions_rejected";

    /// <summary>Accepts the key that a minion has shown.</summary>
    /// <returns>False: it has shown none yet.</returns>
    /// <exception cref="SaltTrouble">Another machine's key has that id, or the master does not let BotOps.</exception>
    public async Task<bool> Accept(string minion, CancellationToken stopping)
    {
        var known = await Ask("key.name_match", minion, stopping);
        if (Has(known, Denied, minion) || Has(known, Rejected, minion)) throw new SaltTrouble(Texts.Salt.KeyOfAnother(minion));
        if (Has(known, Accepted, minion)) return true;
        if (!Has(known, Waiting, minion)) return false;
        await Ask("key.accept", minion, stopping);
        return true;
    }

    /// <summary>Whatever became of it; where there is none, nothing happens.</summary>
    public Task Delete(string minion, CancellationToken stopping) => Ask("key.delete", minion, stopping);

    /// <summary>What the wheel returned, by the state of keys.</summary>
    async Task<JsonElement> Ask(string function, string minion, CancellationToken stopping)
    {
        var said = await api.Run(new SaltCommand("wheel", function) { Match = minion }, stopping);
        if (said.ValueKind != JsonValueKind.Object || !said.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("success", out var success) || success.ValueKind != JsonValueKind.True || !data.TryGetProperty("return", out var returned))
            throw new SaltTrouble(Texts.Salt.WheelFailed(function, minion, said.ToString()));
        return returned;
    }

    static bool Has(JsonElement known, string state, string minion) => known.ValueKind == JsonValueKind.Object && known.TryGetProperty(state, out var ids) && ids.ValueKind == JsonValueKind.Array
        && ids.EnumerateArray().Any(id => id.ValueKind == JsonValueKind.String && id.GetString() == minion);
}
