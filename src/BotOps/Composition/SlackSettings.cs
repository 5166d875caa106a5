using System.Text.RegularExpressions;
using BotOps.Adapters.Chat.Slack;
using BotOps.Core;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Secrets;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Slack</c>; where it names no workspace, Slack is not connected.</summary>
static partial class SlackSettings
{
    public static SlackOptions? Read(IConfigurationSection slack)
    {
        if (slack["Team"] is not { Length: > 0 } team) return slack.GetChildren().Any() ? throw new UserError(Texts.Slack.NoSetting("Team")) : null;
        if (!TeamId().IsMatch(team)) throw new UserError(Texts.Slack.NotATeam(team), team);

        var mode = Mode(slack["Mode"]);
        var rotation = Rotation(slack);
        return new SlackOptions
        {
            Team = team, Mode = mode,
            BotToken = Reference(slack, "BotToken", needed: rotation is null) ?? "", Rotation = rotation,
            AppToken = Reference(slack, "AppToken", needed: mode == SlackMode.Socket),
            SigningSecret = Reference(slack, "SigningSecret", needed: mode == SlackMode.Http),
            Commands = slack.GetSection("Commands").GetChildren().ToDictionary(c => c.Key.TrimStart('/'), c => Command(c.Key, c.Value)),
            Connections = Math.Clamp(slack.GetValue("Connections", 2), 1, 10),
            Api = new Uri((slack["Api"] ?? "https://slack.com/api").TrimEnd('/') + "/"),
        };
    }

    /// <summary>One of its three settings needs the others.</summary>
    static SlackRotationOptions? Rotation(IConfigurationSection slack)
    {
        if (new[] { "ClientId", "ClientSecret", "RefreshToken" }.All(name => string.IsNullOrEmpty(slack[name]))) return null;

        var client = slack["ClientId"] is { Length: > 0 } id ? id : throw new UserError(Texts.Slack.NoSetting("ClientId"));
        return new SlackRotationOptions(client, Reference(slack, "ClientSecret", needed: true)!, Reference(slack, "RefreshToken", needed: true)!);
    }

    static SlackMode Mode(string? text) => (text ?? "socket").ToLowerInvariant() switch
    {
        "socket" => SlackMode.Socket,
        "http" => SlackMode.Http,
        _ => throw new UserError(Texts.Slack.NotAMode(text!), text),
    };

    static string? Reference(IConfigurationSection slack, string name, bool needed) => slack[name] switch
    {
        { Length: > 0 } text => SecretReferences.IsReference(text) ? text : throw new UserError(Texts.Slack.NotAReference(name)),
        _ => needed ? throw new UserError(Texts.Slack.NoSetting(name)) : null,
    };

    static string Command(string name, string? text) =>
        text?.TrimStart('/') is { } command && (command == "botops" || CommandTable.Find(command) is not null) ? command : throw new UserError(Texts.Slack.NotACommand(name, text ?? ""), text);

    [GeneratedRegex(@"^T[A-Z0-9]{2,}\z")]
    private static partial Regex TeamId();
}
