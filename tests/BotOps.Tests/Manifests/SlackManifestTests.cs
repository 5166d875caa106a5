using System.Text.Json;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Manifests;

/// <summary>Slack's own rules (manifest schema 1.0.0; PROTOCOLS 1.8): it refuses a manifest that breaks one, and says little about which.</summary>
public class SlackManifestTests
{
    const string Http = "manifest.http.json";
    const string Socket = "manifest.socket.json";
    const string Address = "https://botops.example.com/slack/";

    static readonly string[] Events = ["app_home_opened", "app_mention", "message.im", "subteam_members_changed", "subteam_updated", "user_change"];

    /// <summary>What may stand at a place, without array indexes; Slack refuses any other key.</summary>
    static readonly Dictionary<string, Func<JsonElement, bool>> Known = new()
    {
        ["display_information.name"] = Text(1, 35),
        ["display_information.description"] = Text(1, 140),
        ["display_information.background_color"] = value => value.GetString() is ['#', .. { Length: 3 or 6 } digits] && digits.All(char.IsAsciiHexDigit),
        ["features.app_home.home_tab_enabled"] = True,
        ["features.app_home.messages_tab_enabled"] = True,
        ["features.app_home.messages_tab_read_only_enabled"] = False,
        ["features.bot_user.display_name"] = Text(1, 80),
        ["features.bot_user.always_online"] = True,
        ["features.slash_commands.command"] = value => Text(2, 32)(value) && value.GetString()!.StartsWith('/'),
        ["features.slash_commands.url"] = Url("commands"),
        ["features.slash_commands.description"] = Text(1, 2000),
        ["features.slash_commands.usage_hint"] = Text(1, 1000),
        ["features.slash_commands.should_escape"] = True,
        ["oauth_config.scopes.bot"] = Text(1, 50),
        ["settings.interactivity.is_enabled"] = True,
        ["settings.interactivity.request_url"] = Url("interactivity"),
        ["settings.interactivity.message_menu_options_url"] = Url("options"),
        ["settings.event_subscriptions.request_url"] = Url("events"),
        ["settings.event_subscriptions.bot_events"] = Text(1, 50),
        ["settings.socket_mode_enabled"] = value => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        ["settings.org_deploy_enabled"] = False,
        ["settings.token_rotation_enabled"] = False,
    };

    [Theory]
    [InlineData(Http)]
    [InlineData(Socket)]
    public void Slack_knows_every_key_and_takes_every_value(string file)
    {
        var leaves = Leaves(Read(file), "").ToList();

        Assert.Empty(leaves.Where(leaf => !Known.TryGetValue(leaf.Path, out var rule) || !rule(leaf.Value)).Select(leaf => $"{leaf.Path}: {leaf.Value}"));
        Assert.Contains("display_information.name", leaves.Select(leaf => leaf.Path)); // the only key that Slack requires
    }

    [Theory]
    [InlineData(Http)]
    [InlineData(Socket)]
    public void It_asks_for_what_BotOps_needs_and_no_more(string file)
    {
        var manifest = Read(file);

        Assert.Equal(Adapters.Chat.Slack.SlackCheck.Scopes, Texts(manifest.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot")));
        Assert.Equal(Events, Texts(manifest.GetProperty("settings").GetProperty("event_subscriptions").GetProperty("bot_events")));
    }

    [Theory]
    [InlineData(Http)]
    [InlineData(Socket)]
    public void It_has_every_slash_command_of_the_table_and_each_once(string file)
    {
        var commands = Read(file).GetProperty("features").GetProperty("slash_commands").EnumerateArray().ToList();
        var table = CommandTable.All.Select(c => c.Slash.Split(' ')[0]).Distinct();

        Assert.Equal(table.Order(StringComparer.Ordinal), commands.Select(c => c.GetProperty("command").GetString()!).Order(StringComparer.Ordinal));
        Assert.InRange(commands.Count, 1, 50);
        Assert.All(commands, c => Assert.True(c.TryGetProperty("description", out _) && c.GetProperty("should_escape").GetBoolean(), $"{c}"));
    }

    [Fact]
    public void Over_HTTP_every_way_in_has_its_address()
    {
        var manifest = Read(Http);
        var paths = Leaves(manifest, "").Where(leaf => leaf.Path.EndsWith("url", StringComparison.Ordinal)).Select(leaf => leaf.Value.GetString()).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal([Address + "commands", Address + "events", Address + "interactivity", Address + "options"], paths);
        Assert.All(manifest.GetProperty("features").GetProperty("slash_commands").EnumerateArray(), c => Assert.True(c.TryGetProperty("url", out _), $"{c}"));
        Assert.False(manifest.GetProperty("settings").GetProperty("socket_mode_enabled").GetBoolean());
    }

    [Fact]
    public void In_Socket_Mode_there_is_no_address_and_nothing_else_differs()
    {
        var socket = Leaves(Read(Socket), "").Select(leaf => $"{leaf.Path} {leaf.Value}").ToList();
        var http = Leaves(Read(Http), "").Where(leaf => !leaf.Path.EndsWith("url", StringComparison.Ordinal)).Select(leaf => $"{leaf.Path} {leaf.Value}");

        Assert.DoesNotContain(socket, leaf => leaf.Contains("://", StringComparison.Ordinal));
        Assert.Equal(http.Select(leaf => leaf == "settings.socket_mode_enabled False" ? "settings.socket_mode_enabled True" : leaf), socket);
    }

    static Func<JsonElement, bool> Text(int least, int most) => value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length >= least && value.GetString()!.Length <= most;

    static Func<JsonElement, bool> Url(string path) => value => value.ValueKind == JsonValueKind.String && value.GetString() == Address + path;

    static bool True(JsonElement value) => value.ValueKind == JsonValueKind.True;

    static bool False(JsonElement value) => value.ValueKind == JsonValueKind.False;

    static IEnumerable<(string Path, JsonElement Value)> Leaves(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Leaves(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Leaves(item, path)),
        _ => [(path, value)],
    };

    static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);

    static JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedFiles.Root, "manifests", "slack", file))).RootElement;
}
