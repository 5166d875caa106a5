using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using BotOps.Core.Doctor;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>Whether the tokens are good, of this workspace, and have the scopes of <c>manifests/slack</c>.</summary>
sealed class SlackCheck(SlackOptions options, SlackApi api, IDbContextFactory<BotOpsDb> databases, SlackRotation? rotation = null) : IDoctorCheck
{
    const string OfGroups = "usergroups:read";

    /// <summary>As the manifests ask for them.</summary>
    internal static readonly IReadOnlyList<string> Scopes =
    [
        "app_mentions:read", "channels:history", "chat:write", "commands", "files:write", "groups:history", "im:history", "im:write", OfGroups, "users:read",
    ];

    public string Name => "slack";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        var who = await api.Bot("auth.test", [], stopping);
        if (who.Text("team_id") is var team && team != options.Team) return CheckResult.Fail(Texts.Slack.TokenOfOther(team ?? "?", options.Team));
        var groups = await Groups(stopping);
        if (api.Granted is { } granted && (groups.Count > 0 ? Scopes : Scopes.Where(s => s != OfGroups)).Except(granted).ToList() is { Count: > 0 } missing) return CheckResult.Fail(Texts.Slack.ScopesMissing(missing));
        if (options.Mode == SlackMode.Socket) await api.App("apps.connections.open", stopping);
        foreach (var group in groups) await api.Bot("usergroups.users.list", [("usergroup", group)], stopping);
        return CheckResult.Ok(Texts.Slack.Connected(who.Text("team") ?? options.Team, who.Text("user") ?? "?", options.Mode.ToString().ToLowerInvariant())
            + (rotation?.Next is { } next ? Texts.Slack.TokenRenewed(next) : ""));
    }

    /// <summary>Those that the catalog gives roles; without any Slack need not let BotOps read them, nor the workspace be a paid one.</summary>
    async Task<List<string>> Groups(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Groups.Where(g => g.Platform == SlackOptions.Platform && g.Tenant == options.Team).Select(g => g.ExternalId).Order().ToListAsync(stopping);
    }
}
