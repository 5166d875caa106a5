using System.Text.Json;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>Accounts and user groups of the workspace (docs.slack.dev/reference/methods/users.info, usergroups.users.list).</summary>
sealed class SlackDirectory(SlackOptions options, SlackApi api, SlackPace pace, TimeProvider clock) : IDirectory
{
    /// <summary>Slack's own robot, which has none of the marks.</summary>
    const string Slackbot = "USLACKBOT";

    public string Platform => SlackOptions.Platform;
    public IReadOnlyList<string> Tenants { get; } = [options.Team];

    public async Task<DirectoryEntry?> Find(AccountName account, CancellationToken stopping) =>
        (await Ask("users.info", stopping, ("user", account.Id), ("include_locale", true)))?.At("user") is { } user ? Entry(user) : null;

    /// <summary>Nobody is in a group that was deleted; the doctor says so.</summary>
    public async Task<IReadOnlyList<string>> Members(AccountName group, CancellationToken stopping)
    {
        const string Method = "usergroups.users.list";
        if (await Ask(Method, stopping, ("usergroup", group.Id)) is not { } answer) return [];
        return answer.At("users") is { ValueKind: JsonValueKind.Array } users
            ? [.. users.EnumerateArray().Where(user => user.ValueKind == JsonValueKind.String).Select(user => user.GetString()!)]
            : throw new DirectoryAway(Texts.Slack.Answered(Method, "no users"));
    }

    DirectoryEntry Entry(JsonElement user)
    {
        var name = user.Text("name") ?? "";
        string?[] names = [user.Text("profile", "real_name"), user.Text("real_name"), user.Text("profile", "display_name"), name];
        return new DirectoryEntry(name, names.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)) ?? "", user.Text("tz"), user.Text("locale"), IsMember(user));
    }

    bool IsMember(JsonElement user) => user.Text("id") != Slackbot && IsOfTeam(user)
        && !(user.Flag("deleted") || user.Flag("is_restricted") || user.Flag("is_ultra_restricted") || user.Flag("is_bot") || user.Flag("is_stranger"));

    /// <summary>In an organisation of several workspaces a person belongs to one of them and may be in more.</summary>
    bool IsOfTeam(JsonElement user) => user.Text("team_id") is not { } team || team == options.Team
        || (user.At("enterprise_user", "teams")?.Items() ?? []).Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == options.Team);

    /// <returns>Null: there is no such thing.</returns>
    async Task<JsonElement?> Ask(string method, CancellationToken stopping, params (string Name, object? Value)[] fields)
    {
        try
        {
            while (pace.Take(method, "", Urgency.Failure) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, clock, stopping);
            return await api.Bot(method, fields, stopping);
        }
        catch (SlackError error) when (error.Code is "user_not_found" or "user_not_visible" or "no_such_subteam")
        {
            return null;
        }
        catch (ChatBusy)
        {
            throw new DirectoryAway(Texts.Slack.Answered(method, "429"));
        }
        catch (Exception error) when (error is SlackError or HttpRequestException or TimeoutException or UserError)
        {
            throw new DirectoryAway(error.Message);
        }
    }
}
