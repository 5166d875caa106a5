using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Adapters.Chat.Slack.In;
using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>Sends what the outbox holds to one workspace.</summary>
sealed class SlackPlatform(SlackOptions options, SlackApi api, SlackPace pace, SlackLooks looks, UploadLog files) : IChatPlatform
{
    readonly FindPosted posted = new(api);

    public string Name => SlackOptions.Platform;
    public IReadOnlyList<string> Tenants { get; } = [options.Team];

    /// <summary>What keeps to Slack's limits is <see cref="SlackPace"/>, by method and channel; this bounds them together.</summary>
    public double Rate => 10;

    public bool KnowsKeys => false;
    public bool HasDirectMessages => true;
    public bool OpensElsewhere => true;
    public bool TakesFiles => true;
    public bool IsDirect(Place place) => place.Platform == Name && IsDirect(place.Channel);

    public Task<string> Post(Delivery message, CancellationToken stopping) => Judged(async () => message switch
    {
        { Content: LogFile file } => await files.Send(message, file, stopping),
        { PrivateTo: { } account } => await Privately(message, account, stopping),
        _ => await Publicly(message, message.Place.Channel, stopping),
    });

    public Task Update(Delivery message, string reference, CancellationToken stopping) => Judged(async () =>
    {
        if (SlackReference.Parse(reference) is not { } there) throw new MessageGone();
        if (there.Ephemeral) return await Post(message with { TriedAt = null }, stopping); // one that only one person sees cannot be edited: it is said again

        pace.Require("chat.update", there.Channel, message.Urgency);
        var body = await Draw(message, stopping);
        await api.Bot("chat.update", [("channel", there.Channel), ("ts", there.Timestamp), .. Fields(body, message.Key)], stopping);
        return reference;
    });

    async Task<string> Publicly(Delivery message, string channel, CancellationToken stopping)
    {
        var thread = SlackReference.Parse(message.Place.Root)?.Timestamp;
        if (message.TriedAt is { } since && await posted.Find(channel, thread, message.Key, since, stopping) is { } there) return new SlackReference(channel, there).ToString();

        pace.Require("chat.postMessage", channel, message.Urgency);
        var body = await Draw(message, stopping);
        var answer = await api.Bot("chat.postMessage", [("channel", channel), ("thread_ts", thread), ("unfurl_links", false), ("unfurl_media", false), .. Fields(body, message.Key)], stopping);
        return new SlackReference(answer.Text("channel") ?? channel, answer.Text("ts")!).ToString();
    }

    /// <summary>
    /// What has buttons has to be edited when they are spent, so it goes to the person's direct messages; the rest is said where they are.
    /// Direct messages are the person's own whatever the place says: a story may be told in another's, and links in here sign in.
    /// </summary>
    async Task<string> Privately(Delivery message, string account, CancellationToken stopping)
    {
        if (!IsDirect(message.Place.Channel) && message.Content is not (Card or Reply { Buttons.Count: > 0 }))
        {
            try
            {
                return await Ephemerally(message, account, stopping);
            }
            catch (SlackError error) when (error.Code is "channel_not_found" or "not_in_channel" or "user_not_in_channel" or "is_archived")
            {
                // typed where the bot or the person is not a member
            }
        }
        var direct = await api.Bot("conversations.open", [("users", account)], stopping);
        var own = direct.Text("channel", "id")!;
        return await Publicly(own == message.Place.Channel ? message : message with { Place = message.Place with { Root = null } }, own, stopping);
    }

    async Task<string> Ephemerally(Delivery message, string account, CancellationToken stopping)
    {
        pace.Require("chat.postEphemeral", message.Place.Channel, message.Urgency);
        var body = await Draw(message, stopping);
        var answer = await api.Bot("chat.postEphemeral",
            [("channel", message.Place.Channel), ("user", account), ("thread_ts", SlackReference.Parse(message.Place.Root)?.Timestamp), ("text", body.Text), ("blocks", body.Blocks)], stopping);
        return new SlackReference(message.Place.Channel, answer.Text("message_ts") ?? "0", Ephemeral: true).ToString();
    }

    async Task<SlackBody> Draw(Delivery message, CancellationToken stopping) => DrawMessage.Of(message.Content switch
    {
        Reply { Form: { } form } reply => reply with { Buttons = [.. reply.Buttons ?? [], Again(form)] },
        Card { Release: > 0, Path.Length: > 0 } card when message.PrivateTo is null && looks.HavePages => card with { Buttons = [.. card.Buttons, new Button("open", Texts.Slack.OpenPage, $"{card.Release}/0")] },
        var content => content,
    }, await looks.Now(stopping));

    /// <summary>A form that has to be put right is opened once more by a press.</summary>
    static Button Again(Form form)
    {
        var filled = form.Fields.Where(f => !string.IsNullOrEmpty(f.Value)).Select(f => KeyValuePair.Create(f.Name, f.Value!));
        return new Button(SlackWindows.FormAgain, Texts.Slack.OpenForm, new WindowState("", null, form.Command, form.Kept.Concat(filled).ToDictionary()).ToString());
    }

    static IEnumerable<(string, object?)> Fields(SlackBody body, string key) =>
    [
        ("text", body.Text), ("blocks", body.Blocks),
        ("metadata", new JsonObject { ["event_type"] = FindPosted.EventType, ["event_payload"] = new JsonObject { ["key"] = key } }),
    ];

    static bool IsDirect(string channel) => channel.StartsWith('D');

    /// <summary>A fault of the token is every message's and passes when it is changed; a fault of the message parks the message.</summary>
    static async Task<string> Judged(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (SlackError error) when (error.Code is "message_not_found")
        {
            throw new MessageGone();
        }
        catch (SlackError error)
        {
            throw error.OfToken ? new ChatShut(error.Message, error) : new ChatRefused(error.Code, error.Message);
        }
    }
}
