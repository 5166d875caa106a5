using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// The bot's token where tokens end after half a day (docs.slack.dev/authentication/using-token-rotation). A refresh token is good
/// for one renewal, so the newest pair is kept with the stored secrets, and one process renews it for all.
/// </summary>
sealed class SlackRotation(SlackOptions options, SecretReferences references, RenewedSecrets secrets, SlackHttp http, TimeProvider clock, ILogger<SlackRotation> logger) : IDisposable
{
    /// <summary>Between two tries, and before a token that Slack refuses is renewed once more.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    static readonly TimeSpan UsualLife = TimeSpan.FromHours(12);

    readonly SemaphoreSlim one = new(1);
    SlackPair? known;
    (SlackPair Pair, string For)? unkept; // had of Slack while the database was away
    DateTimeOffset notBefore;

    /// <summary>Of the stored secret that holds the pair.</summary>
    public static string NameOf(SlackOptions slack) => $"slack.{slack.Team.ToLowerInvariant()}.token";

    /// <summary>When the token is renewed next; null: it was not needed yet.</summary>
    public DateTimeOffset? Next => known?.RenewAt;

    public async ValueTask<string> Get(CancellationToken stopping) =>
        known is { } pair && IsGood(pair) ? pair.Token : (await Renewed(refused: null, stopping)).Token;

    /// <summary>True: there is another one than the refused by now.</summary>
    public async Task<bool> Changed(string refused, string code, CancellationToken stopping) =>
        (await Renewed(refused, stopping, isOver: code is "token_expired" or "invalid_auth")).Token != refused;

    bool IsGood(SlackPair pair) => clock.GetUtcNow() is var now && now < pair.Ends && (now < notBefore || now < pair.RenewAt && unkept is null);

    /// <param name="refused">By Slack: what others have kept since then is looked at.</param>
    /// <param name="isOver">The refused one is renewed whatever its time.</param>
    async Task<SlackPair> Renewed(string? refused, CancellationToken stopping, bool isOver = false)
    {
        var first = (await references.Resolve(options.Rotation!.RefreshToken, stopping)).Trim();
        await one.WaitAsync(stopping);
        try
        {
            if (known is { } other && other.Token != refused && IsGood(other)) return other;
            return known = await Shared(first, refused, isOver, stopping);
        }
        finally
        {
            one.Release();
        }
    }

    async Task<SlackPair> Shared(string first, string? refused, bool isOver, CancellationToken stopping)
    {
        SlackPair? last = null;
        try
        {
            var kept = await secrets.Renew(NameOf(options), async value =>
            {
                last = SlackPair.Read(value, first);
                if (last is not null && IsStill(last, refused, isOver)) return null;

                var refresh = last?.Refresh ?? first;
                if (unkept?.For != refresh) unkept = (await Spend(refresh, first, stopping), refresh);
                return Json.Text(unkept.Value.Pair);
            }, stopping);
            unkept = null;
            return SlackPair.Read(kept, first)!;
        }
        catch (Exception error) when ((unkept?.Pair ?? last ?? known) is { } still && still.Token != refused && clock.GetUtcNow() < still.Ends && !stopping.IsCancellationRequested)
        {
            notBefore = clock.GetUtcNow() + Pause;
            logger.LogWarning("The bot's token is good until {Ends:u}, and the next one is not kept yet: {Error}", still.Ends, error.Message);
            return still;
        }
    }

    bool IsStill(SlackPair pair, string? refused, bool isOver) => clock.GetUtcNow() is var now
        && (pair.Token == refused ? !isOver || now - pair.At < Pause : now < pair.RenewAt);

    async Task<SlackPair> Spend(string refresh, string first, CancellationToken stopping)
    {
        const string Method = "oauth.v2.access";
        var now = clock.GetUtcNow();
        var secret = (await references.Resolve(options.Rotation!.ClientSecret, stopping)).Trim();
        using var response = await http.Call(Method,
            [("client_id", options.Rotation.ClientId), ("client_secret", secret), ("grant_type", "refresh_token"), ("refresh_token", refresh)], token: null, stopping);
        var answer = await SlackHttp.Read(Method, response, CancellationToken.None); // it is spent: what came for it is read
        var life = answer.At("expires_in") is { ValueKind: System.Text.Json.JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetDouble()) : UsualLife;
        return new SlackPair(answer.Text("access_token") ?? "", answer.Text("refresh_token") ?? refresh, now, now + life, SlackPair.Hash(first));
    }

    public void Dispose() => one.Dispose();
}
