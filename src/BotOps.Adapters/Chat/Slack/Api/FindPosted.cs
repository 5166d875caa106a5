using System.Globalization;
using System.Text.Json;

namespace BotOps.Adapters.Chat.Slack.Api;

/// <summary>
/// Looks whether something was posted although nobody heard so: every message carries its key in its metadata
/// (docs.slack.dev/messaging/message-metadata); a file carries a name that its thread has once.
/// </summary>
sealed class FindPosted(SlackApi api)
{
    public const string EventType = "botops_message";

    /// <summary>Clocks differ, and Slack's timestamps are its own.</summary>
    static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    /// <returns>Its timestamp; null: it is not there.</returns>
    public Task<string?> Find(string channel, string? thread, string key, DateTimeOffset since, CancellationToken stopping) =>
        Find(channel, thread, since, message => message.Text("metadata", "event_type") == EventType && message.Text("metadata", "event_payload", "key") == key, stopping);

    /// <summary>The same of a message that holds a file of that name.</summary>
    public Task<string?> FindFile(string channel, string? thread, string name, DateTimeOffset since, CancellationToken stopping) =>
        Find(channel, thread, since, message => message.At("files")?.Items().Any(file => file.Text("name") == name) == true, stopping);

    async Task<string?> Find(string channel, string? thread, DateTimeOffset since, Func<JsonElement, bool> isIt, CancellationToken stopping)
    {
        var oldest = ((since - Before).ToUnixTimeMilliseconds() / 1000.0).ToString("0.000000", CultureInfo.InvariantCulture);
        var method = thread is null ? "conversations.history" : "conversations.replies";
        string? cursor = null;
        do
        {
            var page = await api.Bot(method, [("channel", channel), ("ts", thread), ("oldest", oldest), ("include_all_metadata", true), ("limit", 200), ("cursor", cursor)], stopping);
            foreach (var message in page.At("messages")?.Items() ?? [])
                if (isIt(message) && message.Text("ts") is { } found) return found;

            cursor = page.Text("response_metadata", "next_cursor");
        }
        while (!string.IsNullOrEmpty(cursor));
        return null;
    }
}
