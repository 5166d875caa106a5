using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotOps.Core.Persistence;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>A token of the bot that ends, and what the next one is had for, once.</summary>
/// <param name="Begun">SHA-256 of the configured refresh token that it all began with: with another one it begins anew.</param>
sealed record SlackPair(string Token, string Refresh, DateTimeOffset At, DateTimeOffset Ends, string Begun)
{
    /// <summary>Early enough to try more than once.</summary>
    public DateTimeOffset RenewAt => At + (Ends - At) * 0.8;

    /// <summary>Null: there is none, or it began with another refresh token than <paramref name="first"/>.</summary>
    public static SlackPair? Read(string? kept, string first)
    {
        try
        {
            return kept is not null && Json.Read<SlackPair?>(kept) is { Token: not null, Refresh: not null } pair && pair.Begun == Hash(first) ? pair : null;
        }
        catch (JsonException)
        {
            return null; // somebody has set a secret of this name
        }
    }

    public static string Hash(string first) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(first)));

    /// <summary>Without the tokens, whoever prints it.</summary>
    public override string ToString() => $"until {Ends:u}";
}
