using BotOps.Core.Access;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>How Slack's requests reach BotOps: through a WebSocket that BotOps opens, or as HTTP at a public address.</summary>
public enum SlackMode { Socket, Http }

/// <summary>One workspace. Tokens and secret are references (<c>env:NAME</c>, <c>file:/path</c>, <c>secret:name</c>).</summary>
public sealed record SlackOptions
{
    public const string Platform = "slack";

    /// <summary>The workspace's id, <c>T012…</c>: the tenant of its accounts and channels.</summary>
    public required string Team { get; init; }
    public required SlackMode Mode { get; init; }

    /// <summary>Of the bot, <c>xoxb-…</c>; not looked at where there is a <see cref="Rotation"/>.</summary>
    public required string BotToken { get; init; }

    /// <summary>Of the app, <c>xapp-…</c>; needed for Socket Mode.</summary>
    public string? AppToken { get; init; }

    /// <summary>Where the app's tokens end and are renewed; null: the bot's token stays what it is.</summary>
    public SlackRotationOptions? Rotation { get; init; }

    /// <summary>Needed for HTTP.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>Slash commands that have another name in this workspace: <c>ship</c> → <c>deploy</c>.</summary>
    public IReadOnlyDictionary<string, string> Commands { get; init; } = new Dictionary<string, string>();

    /// <summary>WebSockets that are open at the same time, so that one may break; Slack allows ten an app.</summary>
    public int Connections { get; init; } = 2;
    public Uri Api { get; init; } = new("https://slack.com/api/");

    /// <summary>For one call of the Web API.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    public AccountName Account(string user) => new(Platform, Team, user);

    /// <param name="thread">Timestamp of the thread's first message; null: the channel itself.</param>
    public Place Place(string channel, string? thread = null) => new(Platform, Team, channel, thread is null ? null : new SlackReference(channel, thread).ToString());
}

/// <param name="ClientSecret">A reference.</param>
/// <param name="RefreshToken">A reference to the first one, <c>xoxe-…</c>, as it is shown when the app is installed.</param>
public sealed record SlackRotationOptions(string ClientId, string ClientSecret, string RefreshToken);
