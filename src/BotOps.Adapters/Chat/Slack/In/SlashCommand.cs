using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>A slash command as Slack sends it, as a form or inside an envelope (docs.slack.dev/interactivity/implementing-slash-commands).</summary>
/// <param name="Name">With its slash, as it is called in this workspace.</param>
/// <param name="Trigger">Opens one window within three seconds; also tells two commands apart.</param>
/// <param name="Response">Takes a line for the person alone.</param>
sealed record SlashCommand(string Team, string Channel, string User, string Name, string Text, string Trigger, string Response)
{
    /// <summary>Null: it is none.</summary>
    public static SlashCommand? Read(Dictionary<string, StringValues> form) => Of(name => form.GetValueOrDefault(name).ToString());

    public static SlashCommand? Read(JsonElement payload) => Of(name => payload.Text(name) ?? "");

    public static Dictionary<string, StringValues> Form(string body) => QueryHelpers.ParseQuery(body);

    static SlashCommand? Of(Func<string, string> field) =>
        (field("team_id"), field("channel_id"), field("user_id"), field("command")) is ({ Length: > 0 } team, { Length: > 0 } channel, { Length: > 0 } user, ['/', _, ..] name)
            ? new SlashCommand(team, channel, user, name, field("text"), field("trigger_id"), field("response_url"))
            : null;
}
