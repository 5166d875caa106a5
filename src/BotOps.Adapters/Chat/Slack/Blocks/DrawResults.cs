using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>One line a host as it ended; of very many the newest, the rest counted.</summary>
static class DrawResults
{
    const int MostText = 8500;

    public static SlackBody Of(Results results)
    {
        var length = 0;
        var newest = results.Hosts.Reverse().Select(Line).TakeWhile(line => (length += line.Text.Length) <= MostText).Reverse().ToList();
        var left = results.Hosts.Count - newest.Count;
        return SlackBody.Of(results.Push, Block.Sections(
        [
            Mrkdwn.Of(left > 0 ? Texts.Slack.MoreHosts(left) : ""),
            results.MoreOk > 0 ? Glyphs.Of("succeeded", Tone.Ok) + Mrkdwn.Of($" {Texts.WebChat.MoreUpdated(results.MoreOk)}") : default,
            .. newest,
        ]), []);
    }

    static Mrkdwn Line(HostResult host) => Glyphs.Of(host.Glyph, host.Tone) + Mrkdwn.Of(" ") + Mrkdwn.Join(" · ",
        Mrkdwn.Join(" ", Mrkdwn.Bold(Mrkdwn.Of(host.Host, 100)), Mrkdwn.Of(host.Text)),
        Mrkdwn.Of(host.Took is { } took ? Texts.WebChat.Took(took) : ""));
}
