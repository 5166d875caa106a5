using System.Text.Json.Nodes;
using BotOps.Core;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <param name="Text">What a phone's notice and a reader without blocks get; sent with <c>link_names</c> off.</param>
sealed record SlackBody(string Text, JsonArray Blocks)
{
    /// <param name="body">Drawn as far as it fits.</param>
    /// <param name="end">Drawn whole: what can be pressed.</param>
    public static SlackBody Of(string push, IEnumerable<JsonObject> body, IEnumerable<JsonObject> end)
    {
        var text = Mrkdwn.Of(push.Trim(), Limits.Push) is { IsEmpty: false } words ? words.Text : Texts.WebChat.Bot;
        var note = Block.Context(Mrkdwn.Of(Texts.Slack.Cut)).Single();
        JsonObject[] last = [.. end];
        var (blocks, room) = (new List<JsonObject>(), Limits.Message - text.Length - last.Append(note).Sum(Block.Weight));
        foreach (var block in body)
        {
            room -= Block.Weight(block);
            if (room < 0 || blocks.Count + last.Length + 1 >= Limits.Blocks)
            {
                blocks.Add(note);
                break;
            }
            blocks.Add(block);
        }
        blocks.AddRange(last);
        if (blocks.Count == 0) blocks.AddRange(Block.Section(Mrkdwn.Of(Texts.WebChat.Bot)));
        return new SlackBody(text, new JsonArray([.. blocks]));
    }
}
