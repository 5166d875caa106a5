using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// What becomes of each thing that Slack sends, by HTTP or in an envelope: a row of the inbox, under Slack's own id, or a window that is
/// opened at once. Nothing here waits for anything slower than the inbox.
/// </summary>
sealed class SlackDoor(SlackOptions options, IInbox inbox, ChangedGroups groups, SlackWindows windows, SlackHome home, SlackResponses responses)
{
    public async Task<Ack> Command(SlashCommand typed, CancellationToken stopping)
    {
        if (typed.Team != options.Team) return Ack.Says(Texts.Slack.OtherWorkspace);

        var name = typed.Name.TrimStart('/');
        var command = options.Commands.GetValueOrDefault(name, name);
        var line = $"/{command} {SlackText.Typed(typed.Text, options.Team)}".TrimEnd();
        var place = options.Place(typed.Channel);
        if (CommandParser.Lacking(line) is { } form)
        {
            windows.Open(typed.Trigger, typed.Response, typed.User, place, form);
            return Ack.Taken;
        }
        var heard = await Accept($"command/{typed.Trigger}", new ChatEvent(ChatEventKind.Command, typed.User, place, Text: line), stopping);
        var seen = $"/{command} {typed.Text}".TrimEnd(); // with its mentions as Slack draws them
        return Ack.Says(heard ? Texts.Slack.Heard(seen) : Texts.Slack.NotAccepted(seen));
    }

    /// <summary>Buttons, windows and what a field offers (docs.slack.dev/reference/interaction-payloads).</summary>
    public async Task<Ack> Interaction(JsonElement payload, CancellationToken stopping) => payload.Text("type") switch
    {
        _ when IsForeign(payload) => Ack.Taken,
        "block_actions" => await Press(payload, stopping),
        "view_submission" => await windows.Submit(payload, stopping),
        "block_suggestion" => await windows.Suggest(payload, stopping),
        _ => Ack.Taken,
    };

    /// <summary>The Events API (docs.slack.dev/apis/events-api).</summary>
    public async Task<Ack> Event(JsonElement payload, CancellationToken stopping)
    {
        if (payload.Text("type") == "url_verification") return new Ack(200, new() { ["challenge"] = payload.Text("challenge") });
        if (payload.At("event") is not { } happened || payload.Text("team_id") != options.Team) return Ack.Taken;
        if (happened.At("bot_id") is not null || happened.Text("app_id") is { } app && app == payload.Text("api_app_id")) return Ack.Taken; // what BotOps itself said

        return (happened.Text("type"), happened.Text("user"), happened.Text("channel")) switch
        {
            ("app_home_opened", { } visitor, _) => home.Show(visitor),
            ("user_change", _, _) => await Changed(payload, happened, stopping),
            ("subteam_updated", _, _) => await GroupChanged(happened.Text("subteam", "id"), stopping),
            ("subteam_members_changed", _, _) => await GroupChanged(happened.Text("subteam_id"), stopping),
            ("app_mention", { } user, { } channel) => await Said(payload, happened, user, channel, stopping),
            ("message", { } user, { } channel) when happened.Text("channel_type") == "im" && happened.At("subtype") is null => await Said(payload, happened, user, channel, stopping),
            _ => Ack.Taken,
        };
    }

    async Task<Ack> Said(JsonElement payload, JsonElement happened, string user, string channel, CancellationToken stopping)
    {
        if (happened.Text("user_team") is { } team && team != options.Team) return Ack.Taken;

        var bot = payload.At("authorizations")?.Items().Select(a => a.Text("user_id")).FirstOrDefault();
        var line = SlackText.Typed(SlackText.WithoutBot(happened.Text("text") ?? "", bot), options.Team);
        var place = options.Place(channel, happened.Text("thread_ts"));
        return await Accept($"event/{payload.Text("event_id")}", new ChatEvent(ChatEventKind.Command, user, place, Text: line), stopping) ? Ack.Taken : Ack.Again;
    }

    /// <summary>Who was deactivated or has become a guest loses everything at once (docs.slack.dev/reference/events/user_change).</summary>
    async Task<Ack> Changed(JsonElement payload, JsonElement happened, CancellationToken stopping)
    {
        var user = happened.At("user") ?? default;
        if (user.Text("id") is not { } id || !(user.Flag("deleted") || user.Flag("is_restricted") || user.Flag("is_ultra_restricted"))) return Ack.Taken;
        return await Accept($"event/{payload.Text("event_id")}", new ChatEvent(ChatEventKind.Left, id, options.Place(id)), stopping) ? Ack.Taken : Ack.Again;
    }

    async Task<Ack> GroupChanged(string? id, CancellationToken stopping) => id is null || await groups.Note(options.Account(id), stopping) ? Ack.Taken : Ack.Again;

    async Task<Ack> Press(JsonElement payload, CancellationToken stopping)
    {
        if (payload.At("actions")?.Items().FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action || action.Text("type") != "button" || action.At("url") is not null)
            return Ack.Taken;

        var (user, trigger) = (payload.Text("user", "id") ?? "", payload.Text("trigger_id") ?? "");
        var place = options.Place(payload.Text("channel", "id") ?? payload.Text("container", "channel_id") ?? user, payload.Text("message", "thread_ts") ?? payload.Text("container", "thread_ts"));
        if (PressValue.Read(action.Text("value") ?? "") is not { } press)
        {
            responses.Say(payload.Text("response_url"), Texts.Slack.NoSuchButton);
            return Ack.Taken;
        }
        if (press.Ask is not null || press.A == SlackWindows.FormAgain)
        {
            windows.Open(trigger, payload.Text("response_url"), user, place, press);
            return Ack.Taken;
        }
        var id = $"press/{(trigger.Length > 0 ? trigger : Hash(payload))}";
        if (!await Accept(id, new ChatEvent(ChatEventKind.Press, user, place, Action: press.A, Value: press.V), stopping))
            responses.Say(payload.Text("response_url"), Texts.Slack.PressNotAccepted);
        return Ack.Taken;
    }

    Task<bool> Accept(string id, ChatEvent happened, CancellationToken stopping) => inbox.Accept(SlackOptions.Platform, options.Team, id, happened, stopping);

    /// <summary>People of other workspaces are seen in shared channels; they have no role here.</summary>
    bool IsForeign(JsonElement payload) => (payload.Text("user", "team_id") ?? payload.Text("team", "id")) is { } team && team != options.Team;

    static string Hash(JsonElement payload) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload.GetRawText())));
}
