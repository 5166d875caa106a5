using System.Collections.Concurrent;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>Tokens as they are now: read once, and again when Slack refuses one, since it may have been changed in the meantime.</summary>
/// <param name="rotation">Where the bot's token is renewed by BotOps.</param>
sealed class SlackTokens(SlackOptions options, SecretReferences references, SlackRotation? rotation = null)
{
    readonly ConcurrentDictionary<string, string> known = new();

    public ValueTask<string> Get(string reference, CancellationToken stopping) => Rotates(reference) ? rotation!.Get(stopping) : Resolved(reference, stopping);

    /// <param name="code">Why it was refused.</param>
    /// <returns>True: there is another one by now.</returns>
    public async Task<bool> Changed(string reference, string refused, string code, CancellationToken stopping)
    {
        if (Rotates(reference)) return await rotation!.Changed(refused, code, stopping);

        known.TryRemove(KeyValuePair.Create(reference, refused));
        return await Get(reference, stopping) != refused;
    }

    bool Rotates(string reference) => rotation is not null && reference == options.BotToken;

    async ValueTask<string> Resolved(string reference, CancellationToken stopping) =>
        known.TryGetValue(reference, out var token) ? token : known[reference] = (await references.Resolve(reference, stopping)).Trim();
}
