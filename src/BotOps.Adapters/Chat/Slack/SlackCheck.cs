using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using BotOps.Core.Doctor;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>Whether the tokens are good, of this workspace, and have the scopes of <c>manifests/slack</c>.</summary>
sealed class SlackCheck(SlackOptions options, SlackApi api) : IDoctorCheck
{
    /// <summary>As the manifests ask for them.</summary>
    internal static readonly IReadOnlyList<string> Scopes =
    [
        "app_mentions:read", "channels:history", "chat:write", "commands", "files:write", "groups:history", "im:history", "im:write", "users:read",
    ];

    public string Name => "slack";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        var who = await api.Bot("auth.test", [], stopping);
        if (who.Text("team_id") is var team && team != options.Team) return CheckResult.Fail(Texts.Slack.TokenOfOther(team ?? "?", options.Team));
        if (api.Granted is { } granted && Scopes.Except(granted).ToList() is { Count: > 0 } missing) return CheckResult.Fail(Texts.Slack.ScopesMissing(missing));
        if (options.Mode == SlackMode.Socket) await api.App("apps.connections.open", stopping);
        return CheckResult.Ok(Texts.Slack.Connected(who.Text("team") ?? options.Team, who.Text("user") ?? "?", options.Mode.ToString().ToLowerInvariant()));
    }
}
