using System.Collections.Concurrent;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>Tokens as they are now: read once, and again when Slack refuses one, since it may have been changed in the meantime.</summary>
sealed class SlackTokens(SecretReferences references)
{
    readonly ConcurrentDictionary<string, string> known = new();

    public async ValueTask<string> Get(string reference, CancellationToken stopping) =>
        known.TryGetValue(reference, out var token) ? token : known[reference] = (await references.Resolve(reference, stopping)).Trim();

    /// <summary>True: there is another one by now.</summary>
    public async Task<bool> Changed(string reference, string refused, CancellationToken stopping)
    {
        known.TryRemove(KeyValuePair.Create(reference, refused));
        return await Get(reference, stopping) != refused;
    }
}
